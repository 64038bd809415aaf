using Contracts;
using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary>Runs as the API shows them; their counts are computed by the database, whatever a run's size.</summary>
public static class RunPages
{
    private const int MostErrors = 100;

    /// <summary>The pages of some runs, in their order.</summary>
    public static async Task<IReadOnlyList<RunPage>> OfAsync(RunsDb database, IReadOnlyList<Run> runs, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = runs.Select(run => run.CorrelationId).ToList();
        var counts = (await database.Items.AsNoTracking().Where(item => ids.Contains(item.SyncId))
            .GroupBy(item => new { item.SyncId, item.Target, item.Outcome }).Select(group => new { group.Key.SyncId, group.Key.Target, group.Key.Outcome, Count = group.Count() }).ToListAsync(cancel))
            .ToLookup(count => count.SyncId);
        var pages = new List<RunPage>();
        foreach (var run in runs)
        {
            var own = counts[run.CorrelationId].Where(count => run.Target is null || count.Target == run.Target).ToList();
            int Count(RecordOutcome? outcome) => own.Where(count => count.Outcome == outcome).Sum(count => count.Count);
            var failed = Count(RecordOutcome.Failed) == 0 ? [] : await database.Items.AsNoTracking().Of(run)
                .Where(item => item.Outcome == RecordOutcome.Failed)
                .OrderBy(item => item.Entity).ThenBy(item => item.Key).ThenBy(item => item.Target).Take(MostErrors).ToListAsync(cancel);
            var settled = own.Sum(count => count.Count) - Count(null);
            pages.Add(new RunPage(
                run.CorrelationId, run.CurrentState, run.TenantId, run.StoreId, run.Trigger, run.Entity, run.Target, run.Mode, run.Reason, run.AskedBy, run.StartedAt, run.EndedAt,
                settled, Count(RecordOutcome.Created), Count(RecordOutcome.Updated), Count(RecordOutcome.Skipped), Count(RecordOutcome.Failed),
                (long)((run.EndedAt ?? now) - run.StartedAt).TotalMilliseconds,
                [.. failed.Select(item => new RunError(item.Target, item.Entity, item.Key, item.Message, item.Code))],
                Progress(run, own.Sum(count => count.Count), settled, now)));
        }
        return pages;
    }

    private static RunProgress Progress(Run run, int announced, int settled, DateTimeOffset now)
    {
        var expected = run.Expected ?? announced;
        var seconds = (decimal)((run.EndedAt ?? now) - run.StartedAt).TotalMilliseconds / 1000m;
        var rate = seconds > 0 ? Math.Round(settled / seconds, 2) : 0;
        var remaining = run.EndedAt is null && !run.Reading && rate > 0 ? (long?)Math.Ceiling((expected - settled) / rate) : null;
        return new RunProgress(expected, settled, run.Reading, rate, remaining);
    }
}
