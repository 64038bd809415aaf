using Contracts;
using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary>Runs as the API shows them; their counts are computed by the database, whatever a run's size.</summary>
public static class RunPages
{
    private const int MostErrors = 100;

    /// <summary>The rate is that of this last while.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

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
                [.. RunTotals.Problems(run), .. failed.Select(item => new RunError(item.Target, item.Entity, item.Key, item.Message, item.Code))],
                Progress(run, own.Sum(count => count.Count), settled, await LatelyAsync(database, run, now, cancel), now),
                run.DryRun, run.DryRun ? await RunTotals.OfAsync(database, run, cancel) : null) { ChangedBy = run.ChangedBy, ChangedAt = run.ChangedAt });
        }
        return pages;
    }

    /// <summary>How far a run is, and how fast.</summary>
    /// <param name="run">The run.</param>
    /// <param name="announced">Records in it by now.</param>
    /// <param name="settled">Those of them that are settled.</param>
    /// <param name="lately">Those of them that were settled in the last <see cref="Window"/>.</param>
    /// <param name="now">Now.</param>
    internal static RunProgress Progress(Run run, int announced, int settled, int lately, DateTimeOffset now)
    {
        var expected = run.Expected ?? announced;
        var since = (run.EndedAt ?? now) - run.StartedAt;
        // What an hour was like says little of the next minutes, as long as anything came in the last ones.
        var (count, time) = run.EndedAt is null && lately > 0 && since > Window ? (lately, Window) : (settled, since);
        var seconds = (decimal)time.TotalMilliseconds / 1000m;
        var rate = seconds > 0 ? Math.Round(count / seconds, 2) : 0;
        var reading = run.Reading && run.EndedAt is null;
        var remaining = run.EndedAt is null && !reading && rate > 0 ? (long?)Math.Ceiling((expected - settled) / rate) : null;
        return new RunProgress(expected, settled, reading, rate, remaining);
    }

    private static async Task<int> LatelyAsync(RunsDb database, Run run, DateTimeOffset now, CancellationToken cancel)
    {
        var since = now - Window;
        return run.EndedAt is not null || run.StartedAt > since ? 0 : await database.Items.Of(run).CountAsync(item => item.SettledAt > since, cancel);
    }
}
