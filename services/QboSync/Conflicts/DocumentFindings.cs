using System.Text.Json.Nodes;
using Contracts;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Storage;
using Syncing.Conflicts;

namespace QboSync.Conflicts;

/// <summary>What can be found about a document, as entries of the list.</summary>
public static class DocumentFindings
{
    private const int NamedFields = 8;

    /// <summary>A person changed fields that are ours.</summary>
    public static ConflictFinding Edited(BookedDocument row, IReadOnlyList<string> fields, JsonObject shop, JsonObject standing, ConflictPolicy policy, bool held) =>
        Begin(row, ConflictKinds.Edited, $"{Name(row)} was changed in QuickBooks by somebody ({Named(fields)}).", held) with
        {
            Sides = Differences.Of(fields, shop, standing, row.TotalAmt), Standing = standing.ToJsonString(), Policy = Choosing.Name(policy),
        };

    /// <summary>A person voided it.</summary>
    public static ConflictFinding Voided(BookedDocument row, JsonObject standing, bool held) =>
        Begin(row, ConflictKinds.Voided, $"{Name(row)} was voided in QuickBooks by somebody, and the shop's record stands.", held) with
        {
            Sides = [new("TotalAmt", Sum(row.TotalAmt), "0.00"), new("Status", "booked", "voided")], Standing = standing.ToJsonString(), Policy = Choosing.Name(ConflictPolicy.Ask),
        };

    /// <summary>A person deleted it; <paramref name="trace"/> is what QuickBooks tells of that.</summary>
    public static ConflictFinding Deleted(BookedDocument row, JsonObject? trace, bool held) =>
        Begin(row, ConflictKinds.Deleted, $"{Name(row)} was deleted in QuickBooks by somebody, and the shop's record stands.", held) with
        {
            Sides = [new("TotalAmt", Sum(row.TotalAmt), null), new("Status", "booked", "deleted")], Standing = trace?.ToJsonString(), Policy = Choosing.Name(ConflictPolicy.Ask),
        };

    /// <summary>The document as a bookkeeper finds it.</summary>
    public static string Name(BookedDocument row) => $"{row.Kind} {row.DocNumber ?? row.ExternalId}";

    /// <summary>The document as the list keeps it: of one order there may be several.</summary>
    public static string Subject(BookedDocument row) => PlainText.Cut($"{row.Kind} {row.SourceId}", 50);

    /// <summary>Fields in a sentence.</summary>
    public static string Named(IReadOnlyList<string> fields) =>
        string.Join(", ", fields.Take(NamedFields)) + (fields.Count > NamedFields ? ", ..." : "");

    private static ConflictFinding Begin(BookedDocument row, string kind, string message, bool held) => new()
    {
        TenantId = row.TenantId, StoreId = row.StoreId, Account = row.Account, Entity = Entities.Orders, Key = row.RecordKey, Kind = kind,
        Subject = Subject(row), ExternalId = row.ExternalId, Message = message, Held = held,
    };

    private static string? Sum(decimal? amount) => amount is { } known ? Differences.Sum(known) : null;
}
