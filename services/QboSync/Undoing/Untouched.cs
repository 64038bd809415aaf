using System.Text.Json.Nodes;
using QboSync.Conflicts;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Undoing;

/// <summary>Whether a document is still as our last write left it. What QuickBooks moves by itself when something is linked does not count.</summary>
public static class Untouched
{
    private static readonly HashSet<string> Moved =
        ["SyncToken", "MetaData", "sparse", "domain", "time", "LinkedTxn", "Balance", "HomeBalance", "RemainingCredit", "UnappliedAmt", "InvoiceStatus", "status", "DeliveryInfo"];

    /// <summary>It is.</summary>
    public static bool Is(BookedDocument row, JsonObject standing)
    {
        if (standing.Text("SyncToken") == row.SyncToken) return true;
        if (FaultBody.Parse(row.Answer ?? "") is not { } before) return false;
        return before.Select(field => field.Key).Union(standing.Select(field => field.Key), StringComparer.OrdinalIgnoreCase)
            .Where(name => !Moved.Contains(name)).All(name => Same(name, before[name], standing[name]));
    }

    // A payment's lines say what it is linked to; QuickBooks rewrites them when that goes.
    private static bool Same(string name, JsonNode? before, JsonNode? now) =>
        name == "Line" && before is JsonArray lines && lines.OfType<JsonObject>().All(line => line["LinkedTxn"] is JsonArray)
        || Comparison.SameWhole(before, now);
}
