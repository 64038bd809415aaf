using Microsoft.EntityFrameworkCore;
using QboSync.Storage;

namespace QboSync.Drifting;

/// <summary>Lets one instance at a time look through a company.</summary>
public sealed class DriftMarks(IDbContextFactory<QboSyncDb> databases, TimeProvider clock)
{
    /// <summary>Longer than a look takes; one that was killed is taken up by another after it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>Takes the company for oneself where it is due; null where it is not, or where another instance has it.</summary>
    /// <param name="account">The company.</param>
    /// <param name="every">How often it is looked through; the first look goes back as far.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<DriftMark?> TakeAsync(string account, TimeSpan every, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        var now = clock.GetUtcNow();
        var mark = await database.DriftMarks.FirstOrDefaultAsync(mark => mark.Account == account, cancel);
        if (mark is null) database.Add(mark = new DriftMark { Account = account, SeenUntil = now - every });
        else if (mark.LeaseUntil > now || mark.LookedAt + every > now) return null;
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

    /// <summary>The company was looked through.</summary>
    /// <param name="mark">As taken.</param>
    /// <param name="seenUntil">Changes before this were seen and dealt with.</param>
    public async Task DoneAsync(DriftMark mark, DateTimeOffset seenUntil)
    {
        var now = clock.GetUtcNow();
        (mark.SeenUntil, mark.LookedAt) = (seenUntil, now);
        await EndAsync(mark, null);
    }

    /// <summary>It could not be looked through; somebody tries again after a while.</summary>
    public Task FailedAsync(DriftMark mark, TimeSpan wait) => EndAsync(mark, clock.GetUtcNow() + wait);

    private async Task EndAsync(DriftMark mark, DateTimeOffset? lease)
    {
        await using var database = databases.CreateDbContext();
        var version = mark.Version;
        var (seen, looked) = (mark.SeenUntil, mark.LookedAt);
        await database.DriftMarks.Where(row => row.Account == mark.Account && row.Version == version).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.SeenUntil, seen).SetProperty(row => row.LookedAt, looked).SetProperty(row => row.LeaseUntil, lease)
            .SetProperty(row => row.Version, version + 1), CancellationToken.None);
    }
}
