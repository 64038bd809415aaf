using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Verifying;

/// <summary>
/// Notices, before a process books its first document in a company, that the database is older than the books: by the file beside it, or by
/// documents in QuickBooks that carry our marker and that the database does not know.
/// </summary>
public sealed class RestoreCheck(
    IDbContextFactory<QboSyncDb> databases, HighWater highWater, VerifyBook modes, ILogger<RestoreCheck> log)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);
    private static readonly DocumentKind[] Kinds = [DocumentKind.SalesReceipt, DocumentKind.Invoice, DocumentKind.Payment, DocumentKind.RefundReceipt, DocumentKind.CreditMemo];

    private readonly ConcurrentDictionary<string, bool> _checked = new();
    private readonly SemaphoreSlim _checking = new(1, 1);

    /// <summary>Begins verify mode where it is needed; asks once for each company.</summary>
    /// <exception cref="FaultException">QuickBooks cannot be asked now; nothing may be booked before it was.</exception>
    public async Task CheckAsync(QuickBooksCompany company, CancellationToken cancel)
    {
        if (_checked.ContainsKey(company.Realm)) return;
        await _checking.WaitAsync(cancel);
        try
        {
            if (_checked.ContainsKey(company.Realm)) return;
            await LookAsync(company, cancel);
            _checked[company.Realm] = true;
        }
        finally
        {
            _checking.Release();
        }
    }

    private async Task LookAsync(QuickBooksCompany company, CancellationToken cancel)
    {
        if ((await modes.AllAsync(cancel)).Any(mode => mode.Account == company.Realm && mode.Active)) return;
        var newest = await NewestAsync(company.Realm, cancel);
        var reason = highWater.Of(company.Realm) > (newest ?? DateTimeOffset.MinValue) ? "older_database"
            : await HasUnknownAsync(company, newest, cancel) ? "unknown_documents" : null;
        if (reason is null) return;
        log.LogWarning("QuickBooks company {Realm} holds more than the database knows ({Reason}): it is asked before every document is made, until POST /api/quickbooks/verify ends that", company.Realm, reason);
        await modes.BeginAsync(company.Realm, reason, Since(newest), cancel);
        highWater.Accept(company.Realm, newest);
    }

    /// <summary>From when on documents may be unknown here.</summary>
    public async Task<DateTimeOffset> SinceAsync(string account, CancellationToken cancel) => Since(await NewestAsync(account, cancel));

    private static DateTimeOffset Since(DateTimeOffset? newest) => newest is { } at ? at - ClockSkew : DateTimeOffset.UnixEpoch;

    private async Task<DateTimeOffset?> NewestAsync(string account, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await database.Documents.Where(row => row.Account == account).MaxAsync(row => row.SettledAt, cancel);
    }

    private async Task<bool> HasUnknownAsync(QuickBooksCompany company, DateTimeOffset? newest, CancellationToken cancel)
    {
        var since = newest is { } at ? $" where MetaData.CreateTime >= {Query.Literal(at - ClockSkew)}" : "";
        var pages = await Task.WhenAll(Kinds.Select(kind => company.PageAsync(kind.ToString(),
            $"select * from {kind}{since} orderby MetaData.CreateTime desc startposition 1 maxresults {(newest is null ? 100 : Query.PageSize)}", cancel)));
        var found = pages.SelectMany(page => page).Select(MarkerText.On).OfType<MarkerText>().ToList();
        foreach (var some in found.Chunk(200))
        {
            var orders = some.Select(marker => marker.OrderId).Distinct().ToList();
            await using var database = databases.CreateDbContext();
            var known = await database.Documents.AsNoTracking().Where(row => row.Account == company.Realm && orders.Contains(row.RecordKey))
                .Where(row => row.ExternalId != null || row.SentAt != null)
                .Select(row => new { row.StoreId, row.Kind, row.SourceId }).ToListAsync(cancel);
            var set = known.Select(row => (row.StoreId, row.Kind, row.SourceId)).ToHashSet();
            if (some.Any(marker => !set.Contains((marker.StoreId, marker.Kind, marker.SourceId)))) return true;
        }
        return false;
    }
}
