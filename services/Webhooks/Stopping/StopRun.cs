using Hosting.Bus;
using Microsoft.EntityFrameworkCore;
using Webhooks.Pulling;
using Webhooks.Records;
using Webhooks.Runs;

namespace Webhooks.Stopping;

/// <summary>Cancels and resumes runs that read the shop.</summary>
public sealed class StopRun(IDbContextFactory<RunsDb> runs, PullBook book, Halt halt, TargetServices targets, BusGate bus, TimeProvider clock)
{
    private static readonly TimeSpan WaitFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>Ends the run. Its reading has stopped for good when this returns.</summary>
    /// <returns>The run; null where its books have not heard yet, which they will.</returns>
    /// <exception cref="StopRefusedException">There is no such run, or it cannot be cancelled.</exception>
    public async Task<Run?> CancelAsync(Guid syncId, string by, CancellationToken cancel)
    {
        var (run, pull) = await FindAsync(syncId, cancel);
        if (run is { DryRun: true }) throw new StopRefusedException(409, $"Run {syncId} is a dry run: it writes nothing and ends by itself.");
        if (run?.EndedAt is not null) throw new StopRefusedException(409, $"Run {syncId} has ended already ({run.CurrentState}).");
        if (pull is null) throw new StopRefusedException(409, $"Run {syncId} is a single change that is on its way; only runs that read the shop can be cancelled.");
        await halt.StopAsync(pull, by, cancel);
        pull.ChangedBy = by;
        await TellRunAsync(pull, cancel);
        var ended = await UntilAsync(syncId, one => one.EndedAt is not null, cancel);
        if (ended is not null) await halt.HeardAsync(syncId, cancel);
        return ended;
    }

    /// <summary>A cancelled run goes on; a reading that waits after a problem is tried at once.</summary>
    /// <returns>The run; null where its books have not heard yet: then nothing was begun.</returns>
    /// <exception cref="StopRefusedException">There is no such run, or it has ended otherwise.</exception>
    public async Task<Run?> ResumeAsync(Guid syncId, string by, CancellationToken cancel)
    {
        var (run, pull) = await FindAsync(syncId, cancel);
        if (run is null || (run.EndedAt is null && pull is { State: PullState.Cancelled, DueAt: not null }))
            throw new StopRefusedException(409, $"Run {syncId} is about to begin or to be cancelled; ask again in a moment.");
        if (run.DryRun) throw new StopRefusedException(409, $"Run {syncId} is a dry run; start it again instead.");
        if (run.EndedAt is not null && run.CurrentState != nameof(RunMachine.Cancelled))
            throw new StopRefusedException(409, $"Run {syncId} has ended ({run.CurrentState}). Start a new one with POST /api/sync/woocommerce/..., or try what failed again with POST /api/failures/retry.");
        if (run.EndedAt is null)
        {
            if (pull is { State: PullState.Cancelled }) await halt.GoOnAsync(pull, by, cancel); // the process ended in the middle of an earlier resume
            else if (pull is { Problem: not null, DueAt: not null }) await halt.TryNowAsync(pull, by, cancel);
            return run;
        }
        if (pull is null) throw new StopRefusedException(409, $"Of run {syncId} it is not known any more what it was to read. Start a new one.");
        await halt.HeardAsync(syncId, cancel); // else it would be told that it is cancelled once more
        await bus.PublishAsync(new RunResumeAsked { SyncId = syncId, By = by, Targets = targets.All }, cancel);
        var resumed = await UntilAsync(syncId, one => one.EndedAt is null, cancel);
        if (resumed is not null) await halt.GoOnAsync(pull, by, cancel);
        return resumed;
    }

    /// <summary>Tells the run that it is cancelled.</summary>
    public Task TellRunAsync(Pull pull, CancellationToken cancel) => bus.PublishAsync(
        new RunCancelAsked { SyncId = pull.SyncId, By = pull.ChangedBy, Targets = targets.All, Started = PullMessages.Started(pull) }, cancel);

    private async Task<(Run? Run, Pull? Pull)> FindAsync(Guid syncId, CancellationToken cancel)
    {
        var pull = await book.FindAsync(syncId, cancel);
        var run = await RunAsync(syncId, cancel);
        return run is null && pull is null ? throw new StopRefusedException(404, $"There is no run {syncId}.") : (run, pull);
    }

    private async Task<Run?> RunAsync(Guid syncId, CancellationToken cancel)
    {
        await using var database = await runs.CreateDbContextAsync(cancel);
        return await database.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.CorrelationId == syncId, cancel);
    }

    private async Task<Run?> UntilAsync(Guid syncId, Func<Run, bool> condition, CancellationToken cancel)
    {
        for (var until = clock.GetUtcNow() + WaitFor; clock.GetUtcNow() < until; await Task.Delay(LookEvery, clock, cancel))
            if (await RunAsync(syncId, cancel) is { } run && condition(run)) return run;
        return null;
    }
}

/// <summary>A run cannot be cancelled or resumed; the message says why and what to do instead.</summary>
public sealed class StopRefusedException(int status, string message) : Exception(message)
{
    /// <summary>Status code of the answer.</summary>
    public int Status { get; } = status;
}
