using Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Journal;

namespace Webhooks.Pulling;

/// <summary>The tables of <see cref="Pull"/> and <see cref="Watermark"/>.</summary>
public sealed class PullBook(IDbContextFactory<JournalDb> databases, JournalSignal signal, JournalTurn turn, IOptions<PullOptions> options, TimeProvider clock)
{
    /// <summary>How long a pull stays with its reader without a sign of life; longer than a page may take.</summary>
    public TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Puts a pull on disk.</summary>
    public async Task AddAsync(Pull pull, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        database.Pulls.Add(pull);
        using (await turn.TakeAsync(cancel)) await database.SaveChangesAsync(cancel);
        signal.Set();
    }

    /// <summary>One pull, or null.</summary>
    public async Task<Pull?> FindAsync(Guid syncId, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Pulls.AsNoTracking().SingleOrDefaultAsync(pull => pull.SyncId == syncId, cancel);
    }

    /// <summary>Due pulls, one per store at most: a shop is read by one at a time.</summary>
    public async Task<IReadOnlyList<Pull>> DueAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var open = await database.Pulls.AsNoTracking().Where(pull => pull.DueAt != null && pull.State != PullState.Cancelled).OrderBy(pull => pull.StartedAt).ToListAsync(cancel);
        return [.. open.Where(pull => pull.DueAt <= now && !(pull.LeaseUntil > now))
            .GroupBy(pull => (pull.StoreId, Reading: pull.State == PullState.Reading)).Select(store => store.First())
            .Where(pull => pull.State != PullState.Reading || !open.Any(other => other.StoreId == pull.StoreId && other.State == PullState.Reading && other.LeaseUntil > now))];
    }

    /// <summary>Takes a pull for oneself; false where somebody else was faster.</summary>
    public async Task<bool> LeaseAsync(Pull pull, CancellationToken cancel)
    {
        pull.LeaseUntil = clock.GetUtcNow() + Lease;
        return await SaveAsync(pull, null, cancel);
    }

    /// <summary>What an earlier process had taken is free: nobody else works on these files.</summary>
    public async Task ReleaseAllAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await database.Pulls.Where(pull => pull.LeaseUntil != null).ExecuteUpdateAsync(set => set
            .SetProperty(pull => pull.LeaseUntil, (DateTimeOffset?)null).SetProperty(pull => pull.Version, pull => pull.Version + 1), cancel);
    }

    /// <summary>Writes a pull down, and moves watermarks with it; false where somebody else changed it meanwhile.</summary>
    public async Task<bool> SaveAsync(Pull pull, IReadOnlyList<Watermark>? marks, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var entry = database.Pulls.Update(pull);
        entry.Property(row => row.Version).OriginalValue = pull.Version;
        pull.Version++;
        foreach (var mark in marks ?? [])
        {
            var known = await database.Watermarks.FindAsync([mark.StoreId, mark.Entity, mark.Target, mark.Account], cancel);
            if (known is null) database.Watermarks.Add(mark);
            else if (mark.Until > known.Until) (known.Until, known.MovedAt) = (mark.Until, mark.MovedAt);
        }
        try
        {
            using var ours = await turn.TakeAsync(cancel);
            await database.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            pull.Version--;
            return false;
        }
    }

    /// <summary>Up to where a store's records were read for all of these accounts; null where one was never read for.</summary>
    public async Task<DateTimeOffset?> WatermarkAsync(string storeId, string entity, IReadOnlyCollection<(string Target, string Account)> accounts, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var marks = await database.Watermarks.AsNoTracking().Where(mark => mark.StoreId == storeId && mark.Entity == entity).ToListAsync(cancel);
        var found = accounts.Select(account => marks.FirstOrDefault(mark => (mark.Target, mark.Account) == account)?.Until).ToList();
        return found.Count == 0 || found.Contains(null) ? null : found.Min();
    }

    /// <summary>All watermarks.</summary>
    public async Task<IReadOnlyList<Watermark>> WatermarksAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Watermarks.AsNoTracking().OrderBy(mark => mark.StoreId).ThenBy(mark => mark.Entity).ThenBy(mark => mark.Target).ToListAsync(cancel);
    }

    /// <summary>How many rows of a store are journaled and not handed over yet.</summary>
    public async Task<int> AheadAsync(string storeId, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        // By state, of which few rows are open; the concatenation keeps the database from walking through all that the store ever sent.
        return await database.Deliveries.CountAsync(row => (row.State == DeliveryState.Unverified || row.State == DeliveryState.Received || row.State == DeliveryState.Waiting || row.State == DeliveryState.Ready)
            && row.DueAt != null && row.StoreId + "" == storeId, cancel);
    }

    /// <summary>Whether everything that a run read is judged, and how many outcomes it has to wait for.</summary>
    public async Task<int?> ExpectedAsync(Pull pull, CancellationToken cancel)
    {
        var (syncId, only) = (pull.SyncId, pull.Target);
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (await database.Deliveries.AnyAsync(row => row.SyncId == syncId && (row.State == DeliveryState.Received || row.State == DeliveryState.Waiting), cancel)) return null;
        return await (from row in database.Deliveries
                      where row.SyncId == syncId
                      from addressed in row.Addressed
                      where addressed.Target != BusNames.SyncRuns && (only == null || addressed.Target == only)
                      select new { addressed.Target, row.Entity, row.Key }).Distinct().CountAsync(cancel);
    }

    /// <summary>Dates of change that are known of records, by key.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset?>> KnownAsync(string storeId, string entity, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Versions.AsNoTracking().Where(row => row.StoreId == storeId && row.Entity == entity && keys.Contains(row.Key) && !row.Deleted)
            .ToDictionaryAsync(row => row.Key, row => row.Modified, cancel);
    }

    /// <summary>What is known of records, by key.</summary>
    public async Task<IReadOnlyDictionary<string, KnownVersion>> StandingAsync(string storeId, string entity, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Versions.AsNoTracking().Where(row => row.StoreId == storeId && row.Entity == entity && keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, cancel);
    }
}
