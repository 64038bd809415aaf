using Contracts;
using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;
using Syncing.TakingIn;
using Syncing.Working;

namespace Syncing.Dispatching;

/// <summary>Claims due records for one worker, in one database statement: two workers never get the same record.</summary>
public sealed class Claiming<TDb>(IDbContextFactory<TDb> databases, TargetSettings<TDb> settings, TimeProvider clock) where TDb : LedgerDb
{
    /// <summary>
    /// Some due records of one account and one entity, live before history; null where nothing is due. A claim without items lost them to
    /// another worker: there may be more.
    /// </summary>
    public async Task<Claim?> NextAsync(IReadOnlyList<TargetAccount> connected, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var paused = await database.Pauses.Where(pause => pause.Until > now).Select(pause => pause.Account).ToListAsync(cancel);
        var open = connected.Select(account => account.Account).Except(paused).ToList();
        if (open.Count == 0) return null;

        var first = await database.Records
            .Where(row => row.DueAt <= now && open.Contains(row.Account))
            .OrderBy(row => row.Priority).ThenBy(row => row.DueAt)
            .Select(row => new { row.Account, row.Entity })
            .FirstOrDefaultAsync(cancel);
        if (first is null) return null;

        var ids = await database.Records
            .Where(row => row.DueAt <= now && row.Account == first.Account && row.Entity == first.Entity)
            .OrderBy(row => row.Priority).ThenBy(row => row.DueAt).ThenBy(row => row.Id)
            .Take(settings.BatchSize).Select(row => row.Id).ToListAsync(cancel);

        var claim = Guid.NewGuid();
        var lease = now + settings.Lease;
        await database.Records.Where(row => ids.Contains(row.Id) && row.DueAt <= now).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.ClaimId, claim)
            .SetProperty(row => row.State, RecordState.InProgress)
            .SetProperty(row => row.DueAt, lease)
            .SetProperty(row => row.Code, row => row.Code == Merge.AskedAgain ? null : row.Code)
            .SetProperty(row => row.Version, row => row.Version + 1), cancel);
        var rows = await database.Records.AsNoTracking().Where(row => row.ClaimId == claim).OrderBy(row => row.Id).ToListAsync(cancel);
        return new Claim(claim, connected.First(account => account.Account == first.Account), first.Entity, [.. rows.Select(Item)]);
    }

    /// <summary>A sign of life: the claim's lease begins anew.</summary>
    public async Task RenewAsync(Claim claim, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        DateTimeOffset? lease = clock.GetUtcNow() + settings.Lease;
        await database.Records.Where(row => row.ClaimId == claim.Id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.DueAt, lease).SetProperty(row => row.Version, row => row.Version + 1), cancel);
    }

    /// <summary>Gives a claim back undone: somebody else may take it at once.</summary>
    public async Task GiveBackAsync(Claim claim, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        DateTimeOffset? now = clock.GetUtcNow();
        await database.Records.Where(row => row.ClaimId == claim.Id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.DueAt, now).SetProperty(row => row.Version, row => row.Version + 1), cancel);
    }

    /// <summary>What an earlier process held, and cannot hold any more, is due.</summary>
    public async Task ReleaseAllAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        DateTimeOffset? now = clock.GetUtcNow();
        await database.Records.Where(row => row.ClaimId != null).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.DueAt, now).SetProperty(row => row.Version, row => row.Version + 1), cancel);
    }

    internal static WorkItem Item(LedgerRecord row) => new()
    {
        RecordId = row.Id, TenantId = row.TenantId, StoreId = row.StoreId, Entity = row.Entity, Key = row.Key,
        Version = row.Wanted, Applied = row.Applied, ExternalId = row.ExternalId, Deleted = row.Deleted, Body = row.Body,
        Refunds = row.Refunds, Force = row.Force, History = row.History, Attempts = row.Attempts, SyncId = row.SyncId,
    };
}

/// <summary>Records that one worker holds.</summary>
public sealed record Claim(Guid Id, TargetAccount Account, string Entity, IReadOnlyList<WorkItem> Items);
