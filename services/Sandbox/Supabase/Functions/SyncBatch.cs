using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Functions;

/// <summary><c>sync_batch</c> of services/SupabaseSync/Schema/0004_batches.sql: each record in a block of its own, in the order of the key.</summary>
internal static class SyncBatch
{
    /// <summary>One object per record: store_id, woo_id, result, and for an error code and message.</summary>
    public static JsonArray Write(RowTransaction transaction, TableShape table, JsonNode? batch)
    {
        var records = batch as JsonArray ?? throw new PgError("22023", $"cannot extract elements from {(batch is JsonObject ? "an object" : "a scalar")}");
        var results = new JsonArray();
        foreach (var record in records.OrderBy(Text("store_id"), NullsLast).ThenBy(Number("woo_id")).ThenBy(Text("date_modified_gmt"), StringComparer.Ordinal).ThenBy(Number("sync_seq")))
        {
            var result = new JsonObject
            {
                ["store_id"] = (record as JsonObject)?["store_id"]?.DeepClone(),
                ["woo_id"] = (record as JsonObject)?["woo_id"]?.DeepClone(),
            };
            var block = transaction.Inner();
            try
            {
                result["result"] = SyncRecord.Write(block, table, record);
                block.Commit();
            }
            catch (PgError error)
            {
                result["result"] = "error";
                result["code"] = error.Code;
                result["message"] = error.Code.StartsWith("22", StringComparison.Ordinal) ? error.Message.Split(": \"")[0] : error.Message;
            }
            results.Add(result);
        }
        return results;
    }

    /// <summary>How many table rows a batch wants to write.</summary>
    public static int Weight(JsonNode? batch) => (batch as JsonArray)?.Sum(record => 1 + Count(record, "lines") + Count(record, "refunds")) ?? 0;

    private static readonly Comparer<string?> NullsLast = Comparer<string?>.Create((left, right) =>
        left is null || right is null ? (left is null).CompareTo(right is null) : string.CompareOrdinal(left, right));

    private static Func<JsonNode?, string?> Text(string key) => record => (record as JsonObject)?[key] is { } value ? PgValue.AsText(value) : null;

    private static Func<JsonNode?, long> Number(string key) => record =>
        Text(key)(record) is { Length: > 0 and <= 18 } text && text.All(char.IsAsciiDigit) ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : long.MaxValue;

    private static int Count(JsonNode? record, string key) => ((record as JsonObject)?[key] as JsonArray)?.Count ?? 0;
}
