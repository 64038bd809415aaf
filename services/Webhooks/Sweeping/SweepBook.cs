using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Journal;
using Webhooks.Pulling;

namespace Webhooks.Sweeping;

/// <summary>The table of <see cref="Sweep"/>: one at a time sweeps, by lease, whichever instance it is, and a killed one's lease ends.</summary>
public sealed class SweepBook(IDbContextFactory<JournalDb> databases, JournalTurn turn, IOptions<SweepOptions> options, TimeProvider clock)
{
    /// <summary>How long a sweep stays with its sweeper without a sign of life.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>All rows.</summary>
    public async Task<IReadOnlyList<Sweep>> AllAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Sweeps.AsNoTracking().OrderBy(row => row.StoreId).ThenBy(row => row.Kind).ThenBy(row => row.Entity).ToListAsync(cancel);
    }

    /// <summary>Makes the rows of new stores, drops those of stores that are gone, and follows changed settings. Returns all rows.</summary>
    public async Task<IReadOnlyList<Sweep>> PlanAsync(IReadOnlyCollection<string> stores, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await database.Sweeps.ToListAsync(cancel);
        var now = clock.GetUtcNow();
        foreach (var row in rows.Where(row => !stores.Contains(row.StoreId))) database.Remove(row);
        rows.RemoveAll(row => !stores.Contains(row.StoreId));
        foreach (var (store, kind, entity) in from store in stores from kind in SweepKinds.All from entity in SweepKinds.EntitiesOf(kind) select (store, kind, entity))
        {
            var row = rows.Find(row => (row.StoreId, row.Kind, row.Entity) == (store, kind, entity));
            if (row is null) rows.Add(database.Add(row = new Sweep { StoreId = store, Kind = kind, Entity = entity }).Entity);
            if (!(row.LeaseUntil > now)) Plan(row, now);
        }
        if (database.ChangeTracker.HasChanges())
        {
            using var ours = await turn.TakeAsync(cancel);
            await database.SaveChangesAsync(cancel);
        }
        return rows;
    }

    /// <summary>Takes a sweep for oneself; false where somebody else was faster.</summary>
    public async Task<bool> TakeAsync(Sweep row, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        (row.LeaseUntil, row.BegunAt) = (now + Lease, now);
        return await ChangeAsync(row, known =>
        {
            known.Version++;
            (known.LeaseUntil, known.BegunAt) = (row.LeaseUntil, row.BegunAt);
            (row.Accepted, row.AcceptedBy, row.Planned) = (known.Accepted, known.AcceptedBy, known.Planned); // somebody may have asked since it was read
        }, cancel);
    }

    /// <summary>A sign of life.</summary>
    /// <exception cref="LeaseLostException">It took too long, and somebody else is at it now.</exception>
    public async Task RenewAsync(Sweep row, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (row.LeaseUntil - now > Lease / 2) return;
        row.LeaseUntil = now + Lease;
        if (!await ChangeAsync(row, known => known.LeaseUntil = row.LeaseUntil, cancel)) throw new LeaseLostException();
    }

    /// <summary>Writes down what <paramref name="change"/> says, while the lease holds; false where it does not.</summary>
    public async Task<bool> ChangeAsync(Sweep row, Action<Sweep> change, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        using var ours = await turn.TakeAsync(cancel);
        var known = await database.Sweeps.FindAsync([row.StoreId, row.Kind, row.Entity], cancel);
        if (known is null || known.Version != row.Version) return false;
        change(known);
        try
        {
            await database.SaveChangesAsync(cancel);
            row.Version = known.Version;
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>Makes sweeps due now; those in work are made once more after it. Returns when it was asked.</summary>
    public async Task<DateTimeOffset> AskAsync(string storeId, string kind, string? entity, CancellationToken cancel)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancel);
        using var ours = await turn.TakeAsync(cancel);
        await database.Sweeps.Where(row => row.StoreId == storeId && row.Kind == kind && (entity == null || row.Entity == entity)).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.AskedAt, now).SetProperty(row => row.DueAt, now).SetProperty(row => row.Planned, true).SetProperty(row => row.Attempts, 0), cancel);
        return now.Value;
    }

    /// <summary>A person accepts that as many records are gone as the last sweep found; false where it found none.</summary>
    public async Task<bool> AcceptAsync(string storeId, string entity, string? by, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        using var ours = await turn.TakeAsync(cancel);
        return await database.Sweeps.Where(row => row.StoreId == storeId && row.Kind == SweepKinds.Ids && row.Entity == entity && row.Gone != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Accepted, row => row.Gone).SetProperty(row => row.AcceptedBy, by), cancel) > 0;
    }

    /// <summary>What an earlier process had taken is free: nobody else works on these files.</summary>
    public async Task ReleaseAllAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        using var ours = await turn.TakeAsync(cancel);
        await database.Sweeps.Where(row => row.LeaseUntil != null).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null).SetProperty(row => row.Version, row => row.Version + 1), cancel);
    }

    /// <summary>The reading that a sweep set off, or null.</summary>
    public async Task<Pull?> PullAsync(Sweep row, CancellationToken cancel)
    {
        if (row.SyncId is not { } id) return null;
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Pulls.AsNoTracking().SingleOrDefaultAsync(pull => pull.SyncId == id, cancel);
    }

    /// <summary>Forgets readings that nobody asked for and that found nothing, but for the last.</summary>
    public async Task ForgetAsync(Sweep row, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        using var ours = await turn.TakeAsync(cancel);
        await database.Pulls.Where(pull => pull.StoreId == row.StoreId && pull.Entity == row.Entity && pull.SyncId != row.SyncId && pull.DueAt == null && pull.Expected == 0
            && (pull.Trigger == "schedule" || pull.Trigger == "reconciliation")).ExecuteDeleteAsync(cancel);
    }

    private void Plan(Sweep row, DateTimeOffset now)
    {
        var every = SweepTimes.Every(options.Value, row.Kind, row.Entity);
        if (row.AskedAt is not null) return;
        if (every is null) (row.DueAt, row.Planned) = (null, false);
        else if (row.Kind == SweepKinds.Ids) row.DueAt ??= now; // to ask the shop for its zone
        else if (row.DueAt is null || row.DueAt > now + every) row.DueAt = now + every;
    }
}

/// <summary>Somebody else has taken a sweep over.</summary>
public sealed class LeaseLostException() : Exception("The sweep took too long, and another instance has taken it over.");
