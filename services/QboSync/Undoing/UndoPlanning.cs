using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using QboSync.Conflicts;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Undoing;

/// <summary>Finds the documents of what is to be undone, looks at each in QuickBooks, and says which go and which stay.</summary>
public sealed class UndoPlanning(IDbContextFactory<QboSyncDb> databases, OpenCompanies companies)
{
    private const int IdsPerQuery = 100;

    /// <summary>The companies that the selection has documents in: one, unless a run was about several tenants.</summary>
    public async Task<IReadOnlyList<string>> AccountsAsync(UndoRequest request, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await Selected(database, request).Where(row => row.ExternalId != null && row.Removed == null).Select(row => row.Account).Distinct().OrderBy(account => account).ToListAsync(cancel);
    }

    /// <summary>The documents of one company, in the order in which they would go.</summary>
    /// <exception cref="FaultException">QuickBooks cannot be asked.</exception>
    public async Task<IReadOnlyList<UndoItem>> PlanAsync(string account, UndoRequest request, CancellationToken cancel)
    {
        var (rows, others) = await RowsAsync(account, request, cancel);
        var company = await companies.OpenAsync(account, cancel);
        var closed = rows.Count == 0 ? null : (await company.PreferencesAsync(cancel)).Text("AccountingInfoPrefs", "BookCloseDate");
        var standing = await StandingAsync(company, rows, cancel);
        var left = Judge(rows, others, standing, closed);
        return [.. UndoOrder.Of(rows).Select(row => Item(row, standing.GetValueOrDefault(row.Id), left.GetValueOrDefault(row.Id)))];
    }

    private static Dictionary<long, UndoRules.Left> Judge(
        List<BookedDocument> rows, List<BookedDocument> others, Dictionary<long, JsonObject> standing, string? closed)
    {
        var left = new Dictionary<long, UndoRules.Left>();
        // What stays may be a reason for others to stay, so until nothing changes any more.
        for (var before = -1; before != left.Count;)
        {
            before = left.Count;
            var going = rows.Where(row => !left.ContainsKey(row.Id)).Select(row => $"{row.Kind} {row.ExternalId}").ToHashSet();
            foreach (var row in rows.Where(row => !left.ContainsKey(row.Id)))
            {
                var why = UndoRules.Of(row, standing.GetValueOrDefault(row.Id), going, closed);
                if (why is null && row.Role == DocumentRole.Sale)
                    why = UndoRules.OfSale(rows.Concat(others).Where(other => other.StoreId == row.StoreId && other.RecordKey == row.RecordKey && other.Id != row.Id && !IsGone(left, other))
                        .Select(other => (other, going.Contains($"{other.Kind} {other.ExternalId}"))));
                if (why is not null) left[row.Id] = why;
            }
        }
        return left;
    }

    private static bool IsGone(Dictionary<long, UndoRules.Left> left, BookedDocument row) => left.TryGetValue(row.Id, out var why) && why.Reason is "gone" or "voided";

    private async Task<(List<BookedDocument> Rows, List<BookedDocument> Others)> RowsAsync(string account, UndoRequest request, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        var rows = await Selected(database, request).AsNoTracking().Where(row => row.Account == account && row.ExternalId != null && row.Removed == null).OrderBy(row => row.Id).ToListAsync(cancel);
        if (request.From is not null || request.To is not null) rows = [.. rows.Where(row => IsWithin(row, request))];
        var (ids, keys) = (rows.Select(row => row.Id).ToHashSet(), rows.Select(row => row.RecordKey).Distinct().ToList());
        var others = new List<BookedDocument>();
        foreach (var some in keys.Chunk(IdsPerQuery))
            others.AddRange(await database.Documents.AsNoTracking().Where(row => row.Account == account && some.Contains(row.RecordKey) && row.ExternalId != null && row.Removed == null).ToListAsync(cancel));
        return (rows, [.. others.Where(row => !ids.Contains(row.Id))]);
    }

    private static IQueryable<BookedDocument> Selected(QboSyncDb database, UndoRequest request) => request.SyncId is { } run
        ? database.Documents.Where(row => row.CreatedBy == run)
        : database.Documents.Where(row => row.ByHistory && row.StoreId == request.StoreId);

    private static bool IsWithin(BookedDocument row, UndoRequest request) =>
        FaultBody.Parse(row.Answer ?? row.Body ?? "")?.Text("TxnDate") is { } date
        && (request.From is not { } from || string.CompareOrdinal(date, from) >= 0) && (request.To is not { } to || string.CompareOrdinal(date, to) <= 0);

    private static async Task<Dictionary<long, JsonObject>> StandingAsync(QuickBooksCompany company, List<BookedDocument> rows, CancellationToken cancel)
    {
        var standing = new Dictionary<long, JsonObject>();
        foreach (var kind in rows.GroupBy(row => row.Kind))
        {
            var byId = kind.ToLookup(row => row.ExternalId!);
            foreach (var some in byId.Select(group => group.Key).Chunk(IdsPerQuery))
            {
                var found = await company.QueryAsync(kind.Key.ToString(), $"Id IN ({string.Join(", ", some.Select(Query.Literal))})", cancel);
                foreach (var document in found)
                    foreach (var row in byId[document.Id()]) standing[row.Id] = document;
            }
        }
        return standing;
    }

    private static UndoItem Item(BookedDocument row, JsonObject? standing, UndoRules.Left? left) => new()
    {
        DocumentId = row.Id, Step = UndoOrder.Step(row), StoreId = row.StoreId, RecordKey = row.RecordKey, Kind = row.Kind, ExternalId = row.ExternalId!, DocNumber = row.DocNumber,
        Total = standing?.Amount("TotalAmt") ?? row.TotalAmt ?? 0, Currency = standing?.Ref("CurrencyRef"), Date = standing?.Text("TxnDate"),
        State = left is null ? UndoItemState.Pending : UndoItemState.Left, Reason = left?.Reason, Message = left?.Message,
    };
}
