using System.Text.Json.Nodes;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Undoing;

/// <summary>In which order documents leave the books: what hangs on another one first, the sale last.</summary>
public static class UndoOrder
{
    /// <summary>Those that stand, in order.</summary>
    public static IReadOnlyList<BookedDocument> Of(IEnumerable<BookedDocument> rows) =>
        [.. rows.Where(row => row.IsBooked).OrderBy(Step).ThenByDescending(row => row.Id)];

    /// <summary>What comes first has the lower number.</summary>
    public static int Step(BookedDocument row) => row.Role switch
    {
        DocumentRole.Payment => row.TotalAmt == 0 ? 0 : 1, // one without a sum applies a credit, which must be free before it goes
        DocumentRole.Refund => 2,
        DocumentRole.GatewayFee => 3,
        _ => 4,
    };

    /// <summary>What a document is linked to, by its last answer.</summary>
    public static IEnumerable<(string? Type, string? Id)> Links(BookedDocument row) =>
        FaultBody.Parse(row.Answer ?? "") is { } document ? Links(document) : [];

    /// <summary>What a document is linked to: itself, and by its lines.</summary>
    public static IEnumerable<(string? Type, string? Id)> Links(JsonObject document) =>
        from holder in (document["Line"] as JsonArray ?? []).OfType<JsonObject>().Prepend(document)
        from link in (holder["LinkedTxn"] as JsonArray ?? []).OfType<JsonObject>()
        select (link.Text("TxnType"), link.Text("TxnId"));
}
