using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary>Why some runs cannot read the shop now; those that can are not among them.</summary>
public delegate Task<IReadOnlyDictionary<Guid, RunProblem>> FindReadings(IReadOnlyCollection<Guid> runs, CancellationToken cancel);

/// <summary>Pages of runs, with what holds up their reading.</summary>
public sealed class RunView(IDbContextFactory<RunsDb> databases, TimeProvider clock, FindReadings? readings = null)
{
    /// <summary>One run, or null.</summary>
    public async Task<RunPage?> OneAsync(Guid syncId, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var run = await database.Runs.AsNoTracking().SingleOrDefaultAsync(one => one.CorrelationId == syncId, cancel);
        return run is null ? null : (await OfAsync(database, [run], cancel))[0];
    }

    /// <summary>Some runs, in their order.</summary>
    public async Task<IReadOnlyList<RunPage>> OfAsync(RunsDb database, IReadOnlyList<Run> runs, CancellationToken cancel)
    {
        var pages = await RunPages.OfAsync(database, runs, clock.GetUtcNow(), cancel);
        var reading = runs.Where(run => run is { EndedAt: null, Reading: true }).Select(run => run.CorrelationId).ToList();
        if (reading.Count == 0 || readings is null) return pages;
        var problems = await readings(reading, cancel);
        return [.. pages.Select(page => page with { Problem = problems.GetValueOrDefault(page.SyncId) })];
    }
}
