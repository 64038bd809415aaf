using System.Globalization;
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
        return new Reply((int)row.Amount("status")!.Value, JsonNode.Parse(row.Text("body")!)!.AsObject()) { Replayed = true };
    }

    // The body is kept as text: a tree of nodes takes many times the memory, and few replies are ever asked for again.
    /// <summary>Puts the reply beside the changes it reports, so that both stand or neither.</summary>
    public static void Keep(Draft draft, string? key, Reply reply)
    {
        if (key is null) return;
        draft.PutRow("replies", key, new JsonObject { ["at"] = draft.Company.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), ["status"] = reply.Status, ["body"] = reply.Body!.ToJsonString() });
    }
}
