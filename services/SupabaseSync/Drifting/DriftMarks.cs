using Microsoft.EntityFrameworkCore;

namespace SupabaseSync.Drifting;

/// <summary>Lets one instance at a time look through a project, from where the last one was.</summary>
public sealed class DriftMarks(IDbContextFactory<SupabaseSyncDb> databases, TimeProvider clock)
{
    /// <summary>Longer than one page takes; a look that was killed is taken up by another after it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>Takes the project for oneself where it is due, or where a look was broken off; null where it is not, or where another instance has it.</summary>
    public async Task<DriftMark?> TakeAsync(string account, TimeSpan every, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var mark = await database.DriftMarks.FirstOrDefaultAsync(mark => mark.Account == account, cancel);
        if (mark is null) database.Add(mark = new DriftMark { Account = account });
        else if (mark.LeaseUntil > now || (mark.After == 0 && mark.LookedAt + every > now)) return null;
        mark.LeaseUntil = now + Lease;
        mark.Version++;
        try
        {
            await database.SaveChangesAsync(cancel);
            return mark;
        }
        catch (DbUpdateException)
        {
            return null; // another instance was faster
        }
    }

    /// <summary>A page is done; the lease begins anew. False where another instance has taken over.</summary>
    public Task<bool> ReachedAsync(DriftMark mark, long after)
    {
        mark.After = after;
        return WriteAsync(mark, clock.GetUtcNow() + Lease);
    }

    /// <summary>The project was looked through.</summary>
    public Task<bool> DoneAsync(DriftMark mark)
    {
        (mark.After, mark.LookedAt) = (0, clock.GetUtcNow());
        return WriteAsync(mark, null);
    }

    /// <summary>It could not be looked through; somebody goes on after a while.</summary>
    public Task<bool> FailedAsync(DriftMark mark, TimeSpan wait) => WriteAsync(mark, clock.GetUtcNow() + wait);

    private async Task<bool> WriteAsync(DriftMark mark, DateTimeOffset? lease)
    {
        await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
        var version = mark.Version;
        var (after, looked) = (mark.After, mark.LookedAt);
        mark.Version = version + 1;
        return await database.DriftMarks.Where(row => row.Account == mark.Account && row.Version == version).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.After, after).SetProperty(row => row.LookedAt, looked).SetProperty(row => row.LeaseUntil, lease)
            .SetProperty(row => row.Version, version + 1), CancellationToken.None) == 1;
    }
}
