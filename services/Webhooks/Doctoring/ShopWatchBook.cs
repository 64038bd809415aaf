using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;

namespace Webhooks.Doctoring;

/// <summary>The table of <see cref="ShopWatch"/>: who is at which shop, and what was seen.</summary>
public sealed class ShopWatchBook(IDbContextFactory<JournalDb> databases, JournalTurn turn, TimeProvider clock)
{
    /// <summary>How long a shop stays with whoever looks at it; longer than a look takes. After a crash it is free then.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>What is kept of a store; new where nothing is. The first look of the watch is due a while after it was first heard of.</summary>
    public async Task<ShopWatch> OfAsync(string storeId, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (await database.ShopWatches.AsNoTracking().SingleOrDefaultAsync(watch => watch.StoreId == storeId, cancel) is { } known) return known;
        var watch = new ShopWatch { StoreId = storeId, LookedAt = clock.GetUtcNow() };
        database.Add(watch);
        try
        {
            using var ours = await turn.TakeAsync(cancel);
            await database.SaveChangesAsync(cancel);
            return watch;
        }
        catch (DbUpdateException)
        {
            database.ChangeTracker.Clear(); // another instance was faster
            return await database.ShopWatches.AsNoTracking().SingleAsync(row => row.StoreId == storeId, cancel);
        }
    }

    /// <summary>Takes a shop for oneself; false where somebody else is at it.</summary>
    public async Task<bool> TakeAsync(ShopWatch watch, CancellationToken cancel)
    {
        if (watch.LeaseUntil > clock.GetUtcNow()) return false;
        watch.LeaseUntil = clock.GetUtcNow() + Lease;
        return await SaveAsync(watch, cancel);
    }

    /// <summary>What an earlier process had taken is free: nobody else works on these files.</summary>
    public async Task ReleaseAllAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        using var ours = await turn.TakeAsync(cancel);
        await database.ShopWatches.Where(watch => watch.LeaseUntil != null).ExecuteUpdateAsync(set => set
            .SetProperty(watch => watch.LeaseUntil, (DateTimeOffset?)null).SetProperty(watch => watch.Version, watch => watch.Version + 1), cancel);
    }

    /// <summary>Writes it down; false where somebody else changed it meanwhile.</summary>
    public async Task<bool> SaveAsync(ShopWatch watch, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var entry = database.ShopWatches.Update(watch);
        entry.Property(row => row.Version).OriginalValue = watch.Version;
        watch.Version++;
        try
        {
            using var ours = await turn.TakeAsync(cancel);
            await database.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            watch.Version--;
            return false;
        }
    }
}
