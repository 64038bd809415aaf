using Contracts;
using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary>How a run ends, if it does.</summary>
internal enum RunEnd
{
    NotYet,
    Success,
    PartialSuccess,
    Failed,
}

/// <summary>
/// Decides whether a run has ended: it is known whom it waits for, and none is awaited any more. For a large run that is a look for one
/// awaited row; rows are counted only where there is none.
/// </summary>
internal static class RunEnding
{
    /// <summary>The rule.</summary>
    /// <param name="run">The run.</param>
    /// <param name="awaited">A record is awaited.</param>
    /// <param name="all">Records in the run.</param>
    /// <param name="failed">Those of them that failed.</param>
    public static RunEnd Of(Run run, bool awaited, int all, int failed)
    {
        if (!run.Announced || run.Reading || awaited) return RunEnd.NotYet;
        if (run.Expected is { } expected && all < expected) return RunEnd.NotYet; // read to the end, and some are not even announced yet
        return failed == 0 ? RunEnd.Success : failed == all ? RunEnd.Failed : RunEnd.PartialSuccess;
    }

    /// <summary>The same of a run as the database and this event leave it.</summary>
    public static async Task<RunEnd> OfAsync(Run run, RunsDb database, ItemRows? here, CancellationToken cancel)
    {
        if (!run.Announced || run.Reading) return RunEnd.NotYet;
        if (here is not null)
        {
            var rows = here.Of(run).ToList();
            if (rows.Exists(row => row.SettledAt is null)) return RunEnd.NotYet;
            if (here.IsWhole(run.CorrelationId)) return Of(run, awaited: false, rows.Count, rows.Count(row => row.Outcome == RecordOutcome.Failed));
        }
        await database.SaveChangesAsync(cancel); // the rows of this event count too
        var items = database.Items.Of(run);
        if (await items.AnyAsync(item => item.SettledAt == null, cancel)) return RunEnd.NotYet;
        return Of(run, awaited: false, await items.CountAsync(cancel), await items.CountAsync(item => item.Outcome == RecordOutcome.Failed, cancel));
    }
}
