using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>
/// The first reply to each requestid of a company, faults included: the same id replays it and nothing is executed. An id of a batch counts per bId
/// and stands apart from ids of single calls: Intuit does not say that they are one space.
/// </summary>
internal static class RememberedReplies
{
    private const int LongestSingle = 50;
    private const int LongestBatch = 36;
    private const int LongestItem = 10;

    public static string? SingleKey(string? requestId)
    {
        if (requestId is null) return null;
        if (requestId.Length is 0 or > LongestSingle) throw Refuse.RequestIdFormat(requestId, LongestSingle);
        return $"single:{requestId}";
    }

    public static string? BatchKey(string? requestId)
    {
        if (requestId is null) return null;
        if (requestId.Length is 0 or > LongestBatch) throw Refuse.RequestIdFormat(requestId, LongestBatch);
        return $"batch:{requestId}";
    }

    public static string? ItemKey(string? batchKey, string itemId)
    {
        if (batchKey is null) return null;
        if (itemId.Length > LongestItem) throw Refuse.RequestIdFormat(itemId, LongestItem);
        return $"{batchKey}:{itemId}";
    }

    /// <summary>The remembered reply, or null where the id is new or has been forgotten.</summary>
    public static Reply? Find(Company company, string? key)
    {
        if (key is null || company.Row("replies", key) is not { } row) return null;
        if (company.Switches.RequestIdRetentionSeconds is { } seconds &&
            DateTimeOffset.Parse(row.Text("at")!, CultureInfo.InvariantCulture).AddSeconds(seconds) <= company.Time.GetUtcNow()) return null;
        if (company.Switches.RepeatedRequestIdFaults) throw Refuse.DuplicateRequestId(key[(key.IndexOf(':') + 1)..]);
        var body = row["body"] as JsonObject ?? JsonNode.Parse(row.Text("body")!)!.AsObject(); // files of earlier versions hold it as text
        return new Reply((int)row.Amount("status")!.Value, body.Copy()) { Replayed = true };
    }

    /// <summary>Puts the reply beside the changes it reports, so that both stand or neither.</summary>
    public static void Keep(Draft draft, string? key, Reply reply)
    {
        if (key is null) return;
        var bytes = new ArrayBufferWriter<byte>((reply.Text?.Length ?? 1000) + 200);
        using (var json = new Utf8JsonWriter(bytes, Door.Writing))
        {
            json.WriteStartObject();
            json.WriteString("row", key);
            json.WriteString("at", draft.Company.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
            json.WriteNumber("status", reply.Status);
            json.WritePropertyName("body");
            if (reply.Text is { } text) json.WriteRawValue(text, skipInputValidation: true);
            else reply.Body!.WriteTo(json);
            json.WriteEndObject();
        }
        draft.PutRow("replies", key, bytes.WrittenSpan.ToArray());
    }
}
