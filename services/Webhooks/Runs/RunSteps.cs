using Contracts;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary>The steps of <see cref="RunMachine"/>.</summary>
internal static class RunSteps
{
    /// <summary>Notes whom the run waits for; those that have answered already are left as they are.</summary>
    public static EventActivityBinder<Run, RunStarted> Announce(this EventActivityBinder<Run, RunStarted> binder) => binder.ThenAsync(async context =>
    {
        var (run, started) = (context.Saga, context.Message);
        if (run.Announced) return;
        var isNew = run.SuspectAt is null; // nothing was heard before
        run.Announced = true;
        run.TenantId = started.TenantId;
        run.StoreId = started.StoreId;
        run.Trigger = started.Trigger;
        run.StartedAt = started.StartedAt;
        var database = context.GetPayload<RunsDb>();
        var answered = isNew ? [] : await database.Items.Where(item => item.SyncId == run.CorrelationId).ToListAsync(context.CancellationToken);
        var heard = answered.Select(item => (item.Target, item.Entity, item.Key)).ToHashSet();
        database.AddRange(
            from record in started.Records
            from target in record.Targets
            where !heard.Contains((target, record.Entity, record.Key))
            select new RunItem
            {
                SyncId = run.CorrelationId, Target = target, Entity = record.Entity, Key = record.Key, Modified = record.Modified, Seq = record.Seq,
            });
    });

    /// <summary>Notes one answer; the first about a record counts.</summary>
    public static EventActivityBinder<Run, RecordSettled> Hear(this EventActivityBinder<Run, RecordSettled> binder) => binder.ThenAsync(async context =>
    {
        var (run, settled) = (context.Saga, context.Message);
        var database = context.GetPayload<RunsDb>();
        var item = await database.Items.FindAsync([run.CorrelationId, settled.Target, settled.Entity, settled.Key], context.CancellationToken);
        if (item is null)
        {
            item = new RunItem { SyncId = run.CorrelationId, Target = settled.Target, Entity = settled.Entity, Key = settled.Key, Modified = settled.Modified, Seq = settled.Seq };
            database.Add(item);
        }
        if (run.StartedAt == default) (run.TenantId, run.StoreId, run.StartedAt) = (settled.TenantId, settled.StoreId, settled.At);
        if (item.Outcome is not null) return;
        item.Outcome = settled.Outcome;
        item.ExternalId = settled.ExternalId;
        item.Code = settled.Code;
        item.Message = settled.Message;
        item.SettledAt = settled.At;
    });

    /// <summary>From now on silence counts.</summary>
    public static EventActivityBinder<Run, T> Listen<T>(this EventActivityBinder<Run, T> binder) where T : class =>
        binder.Then(context => context.Saga.SuspectAt = Clock(context).GetUtcNow() + Options(context).SuspectAfter);

    /// <summary>Nothing came; the targets are asked again after as long a while.</summary>
    public static EventActivityBinder<Run, RunSilent> ListenAgain(this EventActivityBinder<Run, RunSilent> binder) => binder.Listen();

    /// <summary>Tells the journal that the run is in the books, after that is on disk.</summary>
    public static EventActivityBinder<Run, RunStarted> Acknowledge(this EventActivityBinder<Run, RunStarted> binder) => binder.ThenAsync(context =>
        context.Message.ChangeId is { } change
            ? context.Publish(new ChangeAccepted { ChangeId = change, SyncId = context.Saga.CorrelationId, Target = BusNames.SyncRuns })
            : Task.CompletedTask);

    /// <summary>Ends the run once nothing is awaited any more.</summary>
    public static EventActivityBinder<Run, T> EndIfAllIsHeard<T>(this EventActivityBinder<Run, T> binder, RunMachine machine) where T : class =>
        binder.ThenAsync(async context =>
        {
            var run = context.Saga;
            if (!run.Announced) return;
            var database = context.GetPayload<RunsDb>();
            if (database.Items.Local.Any(item => item.SyncId == run.CorrelationId && item.Outcome is null)) return; // as this event left it
            await database.SaveChangesAsync(context.CancellationToken); // the rows of this event count too
            if (await database.Items.AnyAsync(item => item.SyncId == run.CorrelationId && item.Outcome == null, context.CancellationToken)) return;

            var failed = await database.Items.CountAsync(item => item.SyncId == run.CorrelationId && item.Outcome == RecordOutcome.Failed, context.CancellationToken);
            var all = failed == 0 ? 0 : await database.Items.CountAsync(item => item.SyncId == run.CorrelationId, context.CancellationToken);
            run.EndedAt = Clock(context).GetUtcNow();
            run.SuspectAt = null;
            await context.TransitionToState(failed == 0 ? machine.Success : failed == all ? machine.Failed : machine.PartialSuccess);
        });

    private static TimeProvider Clock(PipeContext context) => context.GetPayload<IServiceProvider>().GetRequiredService<TimeProvider>();

    private static RunOptions Options(PipeContext context) =>
        context.GetPayload<IServiceProvider>().GetRequiredService<Microsoft.Extensions.Options.IOptions<RunOptions>>().Value;
}
