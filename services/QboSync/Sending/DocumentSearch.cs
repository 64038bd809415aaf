using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using QboSync.Documents;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Verifying;
using Syncing.Working;

namespace QboSync.Sending;

/// <summary>
/// Looks for a document of ours in QuickBooks: by number, then by the time of its making. PrivateNote, which holds our marker, cannot be
/// filtered, so the rows are read and compared; many that look at once share that reading. Payments have no number: they are asked for by
/// reference and by customer.
/// </summary>
public sealed class DocumentSearch(TimeProvider clock)
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Realm, DocumentKind Kind), Window> _windows = new();

    /// <summary>All documents that the row's last body can have made.</summary>
    /// <param name="company">Where.</param>
    /// <param name="row">Its body is what to look for.</param>
    /// <param name="since">It cannot be older.</param>
    /// <param name="askedAfter">An answer that was read before this does not count: the document could have come later.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<JsonObject>> FindAsync(
        QuickBooksCompany company, BookedDocument row, DateTimeOffset since, DateTimeOffset askedAfter, CancellationToken cancel)
    {
        var sent = FaultBody.Parse(row.Body!)!;
        var isPayment = row.Kind == DocumentKind.Payment;
        var field = isPayment ? "PaymentRefNum" : "DocNumber";
        if (sent.Text(field) is { } number)
        {
            var byNumber = await company.QueryAsync(row.Kind.ToString(), $"{field} = {Query.Literal(number)}", cancel);
            if (byNumber.Where(document => IsOurs(document, row, sent)).ToList() is { Count: > 0 } ours) return ours;
        }
        var byTime = isPayment
            ? await company.QueryAsync(row.Kind.ToString(), $"CustomerRef = {Query.Literal(sent.Ref("CustomerRef")!)} and MetaData.CreateTime >= {Query.Literal(since)}", cancel)
            : await WindowAsync(company, row, since, askedAfter, cancel);
        return [.. byTime.Where(document => IsOurs(document, row, sent))];
    }

    /// <summary>Several documents for one row: a person must say which is right.</summary>
    public static FaultException FoundTwice(BookedDocument row, IReadOnlyList<JsonObject> found) => new(FaultKind.Conflict, "found_twice",
        $"QuickBooks holds {found.Count} documents for the same thing ({row.Kind} ids {string.Join(", ", found.Select(document => document.Id()))}). Delete all but one in QuickBooks, then push the order again.");

    private async Task<IEnumerable<JsonObject>> WindowAsync(
        QuickBooksCompany company, BookedDocument row, DateTimeOffset since, DateTimeOffset askedAfter, CancellationToken cancel)
    {
        var window = _windows.GetOrAdd((company.Realm, row.Kind), _ => new Window());
        await window.Turn.WaitAsync(cancel);
        try
        {
            var now = clock.GetUtcNow();
            if (window.Since > since || window.AskedAt < askedAfter || now - window.AskedAt > KeepFor)
            {
                var rows = await company.QueryAsync(row.Kind.ToString(), $"MetaData.CreateTime >= {Query.Literal(since)}", cancel);
                (window.Since, window.AskedAt) = (since, now);
                window.Ours = rows.Where(document => MarkerText.On(document) is not null).ToLookup(document => MarkerText.On(document)!);
            }
            return window.Ours[new MarkerText(row.RecordKey, row.StoreId, row.Kind, row.SourceId)];
        }
        finally
        {
            window.Turn.Release();
        }
    }

    private static bool IsOurs(JsonObject document, BookedDocument row, JsonObject sent)
    {
        if (document.Id() == row.ExternalId) return false; // one that was taken out of the books is not what came after it
        return Marker.IsOn(document, Marker.Of(row)) || (row.Kind == DocumentKind.Payment && IsSamePayment(document, sent));
    }

    private static bool IsSamePayment(JsonObject document, JsonObject sent) =>
        document.Text("PaymentRefNum") is { } reference && reference == sent.Text("PaymentRefNum")
        && LinkedInvoices(document).Intersect(LinkedInvoices(sent)).Any();

    private static IEnumerable<string?> LinkedInvoices(JsonObject payment) =>
        from line in (payment["Line"] as JsonArray ?? []).OfType<JsonObject>()
        from link in (line["LinkedTxn"] as JsonArray ?? []).OfType<JsonObject>()
        where link.Text("TxnType") == "Invoice"
        select link.Text("TxnId");

    private sealed class Window
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public DateTimeOffset Since { get; set; } = DateTimeOffset.MaxValue;

        public DateTimeOffset AskedAt { get; set; } = DateTimeOffset.MinValue;

        public ILookup<MarkerText, JsonObject> Ours { get; set; } = Array.Empty<JsonObject>().ToLookup(document => MarkerText.On(document)!);
    }
}
