using Microsoft.EntityFrameworkCore;
using Webhooks.Runs;

namespace Webhooks.Alerting;

/// <summary>Duties that one instance has at a time, for as long as its lease lasts, and since when something is so.</summary>
public sealed class AlertMarks(IDbContextFactory<RunsDb> databases, TimeProvider clock)
{
    /// <summary>Takes a duty; null where another instance has it. The answer is the lease, which ends by itself.</summary>
    public async Task<DateTimeOffset?> TakeAsync(string duty, TimeSpan lease, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var (now, until) = (clock.GetUtcNow(), clock.GetUtcNow() + lease);
        if (await MoveAsync(database.Marks.Where(mark => mark.Name == duty && mark.At <= now), until, cancel)) return until;
        return !await database.Marks.AnyAsync(mark => mark.Name == duty, cancel) && await AddAsync(database, duty, until, cancel) ? until : null;
    }

    /// <summary>The lease begins anew; null where it was lost.</summary>
    public async Task<DateTimeOffset?> RenewAsync(string duty, DateTimeOffset held, TimeSpan lease, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var until = clock.GetUtcNow() + lease;
        return await MoveAsync(database.Marks.Where(mark => mark.Name == duty && mark.At == held), until, cancel) ? until : null;
    }

    /// <summary>Gives a duty back.</summary>
    public async Task ReleaseAsync(string duty, DateTimeOffset held, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await MoveAsync(database.Marks.Where(mark => mark.Name == duty && mark.At == held), clock.GetUtcNow(), cancel);
    }

    /// <summary>It is so now; answers since when.</summary>
    public async Task<DateTimeOffset> SinceAsync(string name, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (await database.Marks.AsNoTracking().SingleOrDefaultAsync(mark => mark.Name == name, cancel) is { } known) return known.At;
        var now = clock.GetUtcNow();
        await AddAsync(database, name, now, cancel);
        return now;
    }

    /// <summary>It is so no more.</summary>
    public async Task ForgetAsync(string name, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await database.Marks.Where(mark => mark.Name == name).ExecuteDeleteAsync(cancel);
    }

    private static async Task<bool> MoveAsync(IQueryable<AlertMark> which, DateTimeOffset at, CancellationToken cancel) =>
        await which.ExecuteUpdateAsync(set => set.SetProperty(mark => mark.At, at), cancel) == 1;

    private static async Task<bool> AddAsync(RunsDb database, string name, DateTimeOffset at, CancellationToken cancel)
    {
        database.Add(new AlertMark { Name = name, At = at });
        try
        {
            await database.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            return false; // another instance was faster
        }
    }
}
