using System.Text.Json.Nodes;
using QboSync.Documents;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Sending;

/// <summary>
/// Looks for a document of ours in QuickBooks: by number, then by the time of its making. PrivateNote, which holds our marker, cannot be
/// filtered, so the rows are read and compared. Payments have no number: they are asked for by reference and by customer.
/// </summary>
public sealed class DocumentSearch
{
    /// <summary>How far the clocks of both sides may differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    /// <summary>All documents that the row's last write can have made.</summary>
    public async Task<IReadOnlyList<JsonObject>> FindAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel)
    {
        var sent = FaultBody.Parse(row.Body!)!;
        var since = $"MetaData.CreateTime >= {Query.Literal(row.SentAt!.Value - ClockSkew)}";
        string?[] conditions = row.Kind == DocumentKind.Payment
            ? [Equal("PaymentRefNum", sent.Text("PaymentRefNum")), $"CustomerRef = {Query.Literal(sent.Ref("CustomerRef")!)} and {since}"]
            : [Equal("DocNumber", sent.Text("DocNumber")), since];
        foreach (var condition in conditions)
        {
            if (condition is null) continue;
            var ours = (await company.QueryAsync(row.Kind.ToString(), condition, cancel)).Where(document => IsOurs(document, row, sent)).ToList();
            if (ours.Count > 0) return ours;
        }
        return [];
    }

    private static bool IsOurs(JsonObject document, BookedDocument row, JsonObject sent) =>
        document.Id() != row.ExternalId // one that was taken out of the books is not what came after it
        && (Marker.IsOn(document, Marker.Of(row)) || (row.Kind == DocumentKind.Payment && document.Text("PaymentRefNum") is { } reference && reference == sent.Text("PaymentRefNum")
            && LinkedInvoices(document).Intersect(LinkedInvoices(sent)).Any()));

    private static IEnumerable<string?> LinkedInvoices(JsonObject payment) =>
        from line in (payment["Line"] as JsonArray ?? []).OfType<JsonObject>()
        from link in (line["LinkedTxn"] as JsonArray ?? []).OfType<JsonObject>()
        where link.Text("TxnType") == "Invoice"
        select link.Text("TxnId");

    private static string? Equal(string field, string? value) => value is null ? null : $"{field} = {Query.Literal(value)}";
}
