using Contracts;
using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;
using Syncing.TakingIn;
using Syncing.Working;

namespace Syncing.Asking;

/// <summary>Records that stand still or are tried again: by cause, with what they are worth, and one by one. Counts and sums are the database's, never cut.</summary>
public sealed class LedgerFailures<TDb>(IDbContextFactory<TDb> databases, TargetSettings<TDb> settings) where TDb : LedgerDb
{
    private const int Samples = 20;

    /// <summary>Grouped by cause, the largest first.</summary>
    public async Task<IReadOnlyList<FailureGroup>> GroupsAsync(FailureFilter filter, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = filter.Apply(database.Records.AsNoTracking());
        var groups = await rows.GroupBy(row => new { row.Entity, row.State, row.Code })
            .Select(group => new { group.Key.Entity, group.Key.State, Code = group.Key.Code!, Count = group.Count(), Oldest = group.Min(row => row.UpdatedAt), Newest = group.Max(row => row.UpdatedAt) })
            .ToListAsync(cancel);
        var money = (await rows.Where(row => row.Entity == Entities.Orders).GroupBy(row => new { row.State, row.Code, row.Currency })
            .Select(group => new { group.Key.State, Code = group.Key.Code!, group.Key.Currency, Count = group.Count(), Sum = group.Sum(row => row.Amount) ?? 0 })
            .ToListAsync(cancel)).ToLookup(sum => (Entities.Orders, sum.State, sum.Code));
        var found = new List<FailureGroup>();
        foreach (var group in groups.OrderByDescending(group => group.Count).ThenBy(group => group.Code, StringComparer.Ordinal))
        {
            var newest = await rows.Where(row => row.Entity == group.Entity && row.State == group.State && row.Code == group.Code)
                .OrderByDescending(row => row.UpdatedAt).ThenByDescending(row => row.Id).Take(Samples).Select(row => new { row.Id, row.Key, row.Message }).ToListAsync(cancel);
            if (newest.Count == 0) continue; // gone since it was counted
            var kind = await KindAsync(database, newest[0].Id, group.Code, cancel);
            var sums = money[(group.Entity, group.State, group.Code)].ToList();
            found.Add(new FailureGroup(settings.Target, group.Entity, group.State, group.Code, kind, FaultExplained.Of(kind, group.State), FaultExplained.IsRetryable(group.State),
                newest[0].Message, group.Count,
                [.. sums.Where(sum => sum.Currency is not null).OrderBy(sum => sum.Currency, StringComparer.Ordinal).Select(sum => new MoneySum(sum.Currency!, OrderMoney.Decimal(sum.Sum), sum.Count))],
                sums.Where(sum => sum.Currency is null).Sum(sum => sum.Count), group.Oldest, group.Newest, [.. newest.Select(row => row.Key)]));
        }
        return found;
    }

    /// <summary>One by one, newest first.</summary>
    public async Task<FailurePage> RecordsAsync(FailureFilter filter, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = filter.Apply(database.Records.AsNoTracking());
        var total = await rows.CountAsync(cancel);
        var page = await rows.OrderByDescending(row => row.UpdatedAt).ThenByDescending(row => row.Id).Skip(filter.Offset).Take(filter.Limit)
            .Select(row => new { row.StoreId, row.Account, row.Entity, row.Key, row.State, row.Code, row.Message, row.Amount, row.Currency, row.Attempts, row.DueAt, row.UpdatedAt, row.SyncId })
            .ToListAsync(cancel);
        return new FailurePage(total, [.. page.Select(row => new FailureLine(settings.Target, row.StoreId, row.Account, row.Entity, row.Key, row.State, row.Code!, row.Message,
            row.Amount is { } amount ? OrderMoney.Decimal(amount) : null, row.Currency, row.Attempts, row.DueAt, row.UpdatedAt, row.SyncId))]);
    }

    private static async Task<FaultKind?> KindAsync(TDb database, long record, string code, CancellationToken cancel)
    {
        var result = await database.Attempts.AsNoTracking().Where(attempt => attempt.RecordId == record && attempt.Code == code)
            .OrderByDescending(attempt => attempt.Id).Select(attempt => attempt.Result).FirstOrDefaultAsync(cancel);
        return Enum.TryParse<FaultKind>(result, out var kind) ? kind : null;
    }
}
