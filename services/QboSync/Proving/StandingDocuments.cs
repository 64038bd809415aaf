using System.Globalization;
using System.Text.Json.Nodes;
using Contracts.Proving;
using Microsoft.EntityFrameworkCore;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Verifying;

namespace QboSync.Proving;

/// <summary>
/// The documents of orders as they stand in QuickBooks: all of some days, a thousand at a time, or those of some orders by their ids. Whose one is
/// says the documents table, by its id; where that does not know it, the marker in its note, or the number and sum of one that it knows.
/// </summary>
public sealed class StandingDocuments(IDbContextFactory<QboSyncDb> databases)
{
    // Documents are dated by creation, payment or refund, and by policy put on a later day; what lies still farther off is asked for by id.
    private const int DaysBefore = 7;
    private const int DaysAfter = 31;
    private const int IdsInOneQuery = 100;

    private static readonly DocumentKind[] Kinds =
        [DocumentKind.SalesReceipt, DocumentKind.Invoice, DocumentKind.RefundReceipt, DocumentKind.CreditMemo, DocumentKind.Payment];

    /// <summary>One page.</summary>
    /// <exception cref="FaultException">QuickBooks cannot be asked now.</exception>
    public Task<ProofPage<StandingLine>> PageAsync(QuickBooksCompany company, ProofQuestion question, CancellationToken cancel) =>
        question.Keys is { } keys ? OfKeysAsync(company, question, keys, cancel) : OfDaysAsync(company, question, cancel);

    private async Task<ProofPage<StandingLine>> OfDaysAsync(QuickBooksCompany company, ProofQuestion question, CancellationToken cancel)
    {
        var (kind, start) = Cursor(question.After);
        var statement = Query.Page(Kinds[kind].ToString(), $"TxnDate >= '{Day(question.Start!.Value.AddDays(-DaysBefore))}' and TxnDate <= '{Day(question.End!.Value.AddDays(DaysAfter))}'", start);
        var page = await company.PageAsync(Kinds[kind].ToString(), statement, cancel);
        var lines = await LinesAsync(company.Realm, question.StoreId, Kinds[kind], page, cancel);
        var next = page.Count >= Query.PageSize ? $"{kind}:{start + page.Count}" : kind + 1 < Kinds.Length ? $"{kind + 1}:1" : null;
        return new ProofPage<StandingLine>(lines, next);
    }

    private async Task<ProofPage<StandingLine>> OfKeysAsync(QuickBooksCompany company, ProofQuestion question, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        List<BookedDocument> rows;
        await using (var database = databases.CreateDbContext())
            rows = await database.Documents.AsNoTracking().Where(row => row.Account == company.Realm && row.StoreId == question.StoreId && keys.Contains(row.RecordKey)
                && row.ExternalId != null && row.Removed == null && row.Role != DocumentRole.GatewayFee).ToListAsync(cancel);
        // All at once: queries that are wanted together share a batch.
        var asked = rows.GroupBy(row => row.Kind).SelectMany(kind => kind.Select(row => row.ExternalId!).Chunk(IdsInOneQuery).Select(ids => (Kind: kind.Key, Ids: ids)))
            .Select(async some => (some.Kind, Found: await company.QueryAsync(some.Kind.ToString(), $"Id in ({string.Join(", ", some.Ids.Select(Query.Literal))})", cancel))).ToList();
        var lines = new List<StandingLine>();
        foreach (var (kind, found) in await Task.WhenAll(asked)) lines.AddRange(await LinesAsync(company.Realm, question.StoreId, kind, found, cancel));
        return new ProofPage<StandingLine>(lines);
    }

    // The table is read after QuickBooks was: a document stands in its row, or is marked there as on its way, before it can be seen.
    private async Task<List<StandingLine>> LinesAsync(string realm, string storeId, DocumentKind kind, IReadOnlyList<JsonObject> documents, CancellationToken cancel)
    {
        var lines = new List<StandingLine>();
        foreach (var some in documents.Chunk(500))
        {
            var known = await KnownAsync(realm, kind, some, cancel);
            var marked = await MarkedAsync(realm, storeId, some.Where(document => !known.ContainsKey(document.Id())), cancel);
            var numbered = await NumberedAsync(realm, storeId, some.Where(document => !known.ContainsKey(document.Id()) && MarkerText.On(document) is null), cancel);
            foreach (var document in some)
            {
                if (known.TryGetValue(document.Id(), out var row))
                {
                    if (row.StoreId == storeId && row.Removed is null && row.Role != DocumentRole.GatewayFee)
                        lines.Add(Line(row.RecordKey, kind, document, StandingOwner.Known) with { Differing = DocumentComparing.Differing(row, document) });
                }
                else if (MarkerText.On(document) is { } marker)
                {
                    if (marked.Contains(marker)) lines.Add(Line(marker.OrderId, kind, document, StandingOwner.Marked));
                }
                else if (document.Text("DocNumber") is { } number && numbered.TryGetValue((number, document.Amount("TotalAmt") ?? 0), out var key))
                {
                    lines.Add(Line(key, kind, document, StandingOwner.SameNumber));
                }
            }
        }
        return lines;
    }

    private async Task<Dictionary<string, BookedDocument>> KnownAsync(string realm, DocumentKind kind, JsonObject[] documents, CancellationToken cancel)
    {
        var ids = documents.Select(document => document.Id()).ToList();
        await using var database = databases.CreateDbContext();
        var rows = await database.Documents.AsNoTracking().Where(row => row.Account == realm && row.Kind == kind && row.ExternalId != null && ids.Contains(row.ExternalId)).ToListAsync(cancel);
        return rows.GroupBy(row => row.ExternalId!).ToDictionary(group => group.Key, group => group.First());
    }

    // Markers of this store that are no document which is only just being written.
    private async Task<HashSet<MarkerText>> MarkedAsync(string realm, string storeId, IEnumerable<JsonObject> documents, CancellationToken cancel)
    {
        var markers = documents.Select(MarkerText.On).OfType<MarkerText>().Where(marker => marker.StoreId == storeId).ToHashSet();
        if (markers.Count == 0) return markers;
        var orders = markers.Select(marker => marker.OrderId).Distinct().ToList();
        await using var database = databases.CreateDbContext();
        var onTheirWay = await database.Documents.AsNoTracking()
            .Where(row => row.Account == realm && row.StoreId == storeId && orders.Contains(row.RecordKey) && row.SentAt != null && row.ExternalId == null)
            .Select(row => new { row.RecordKey, row.Kind, row.SourceId }).ToListAsync(cancel);
        foreach (var row in onTheirWay) markers.Remove(new MarkerText(row.RecordKey, storeId, row.Kind, row.SourceId));
        return markers;
    }

    private async Task<Dictionary<(string Number, decimal Total), string>> NumberedAsync(string realm, string storeId, IEnumerable<JsonObject> documents, CancellationToken cancel)
    {
        var numbers = documents.Where(document => document.Amount("TotalAmt") is > 0).Select(document => document.Text("DocNumber")).OfType<string>().Distinct().ToList();
        if (numbers.Count == 0) return [];
        await using var database = databases.CreateDbContext();
        var rows = await database.Documents.AsNoTracking()
            .Where(row => row.Account == realm && row.StoreId == storeId && row.ExternalId != null && row.Removed == null && row.DocNumber != null && numbers.Contains(row.DocNumber))
            .Select(row => new { row.DocNumber, row.TotalAmt, row.RecordKey }).ToListAsync(cancel);
        return rows.GroupBy(row => (row.DocNumber!, row.TotalAmt ?? 0)).ToDictionary(group => group.Key, group => group.First().RecordKey);
    }

    private static StandingLine Line(string key, DocumentKind kind, JsonObject document, StandingOwner owner)
    {
        var total = document.Amount("TotalAmt") ?? 0;
        var isSale = kind is DocumentKind.SalesReceipt or DocumentKind.Invoice;
        var givesBack = kind is DocumentKind.RefundReceipt or DocumentKind.CreditMemo;
        return new StandingLine
        {
            Key = key, Kind = kind.ToString(), ExternalId = document.Id(), Number = document.Text("DocNumber"), Owner = owner,
            Live = !Removing.IsVoided(document), Counts = isSale, Currency = document.Ref("CurrencyRef"), Day = document.Text("TxnDate"),
            Gross = isSale ? total : 0, Tax = isSale ? DocumentComparing.Tax(document) : 0, Refunds = givesBack ? total : 0,
        };
    }

    private static (int Kind, int Start) Cursor(string? after)
    {
        if (after is null) return (0, 1);
        var parts = after.Split(':');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
