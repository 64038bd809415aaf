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
        // A run of one change names its records once; one that reads the shop, page by page.
        if (run.Announced && !started.Open) return;
        var isNew = run.SuspectAt is null; // nothing was heard before
        run.Reading = started.Open && run.Expected is null;
        Begin(run, started.TenantId, started.StoreId, started.Trigger, started.StartedAt, started.Scope);
        if (started.Records.Count == 0) return;
        var database = context.GetPayload<RunsDb>();
        var answered = isNew ? [] : await HeardAsync(database, started, context.CancellationToken);
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

    /// <summary>Everything is read; the outcomes that are awaited are as many as this says.</summary>
    public static EventActivityBinder<Run, RunRead> NowWaitForTheseOnly(this EventActivityBinder<Run, RunRead> binder) => binder.ThenAsync(async context =>
    {
        var (run, read) = (context.Saga, context.Message);
        Begin(run, read.TenantId, read.StoreId, read.Trigger, read.StartedAt, read.Scope);
        (run.Reading, run.Expected) = (false, read.Expected);
        await context.Publish(new RunReadAccepted { SyncId = run.CorrelationId });
    });

    /// <summary>Tells the reading that the run holds its end.</summary>
    public static EventActivityBinder<Run, RunRead> AcknowledgeReading(this EventActivityBinder<Run, RunRead> binder) =>
        binder.ThenAsync(context => context.Publish(new RunReadAccepted { SyncId = context.Saga.CorrelationId }));

    private static void Begin(Run run, string tenantId, string storeId, string trigger, DateTimeOffset startedAt, RunScope? scope)
    {
        (run.Announced, run.TenantId, run.StoreId, run.Trigger) = (true, tenantId, storeId, trigger);
        // Of a run that reads the shop the first message that tells of it may be that of a record.
        if (run.StartedAt == default || startedAt < run.StartedAt) run.StartedAt = startedAt;
        if (scope is not null) (run.Entity, run.Target, run.Mode, run.Reason, run.AskedBy) = (scope.Entity, scope.Target, scope.Mode, scope.Reason, scope.AskedBy);
    }

    private static async Task<List<RunItem>> HeardAsync(RunsDb database, RunStarted started, CancellationToken cancel)
    {
        var keys = started.Records.Select(record => record.Key).ToList();
        return await database.Items.Where(item => item.SyncId == started.SyncId && keys.Contains(item.Key)).ToListAsync(cancel);
    }

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
            if (!run.Announced || run.Reading) return;
            var database = context.GetPayload<RunsDb>();
            if (database.Items.Local.Any(item => item.SyncId == run.CorrelationId && Counts(item, run) && item.Outcome is null)) return; // as this event left it
            await database.SaveChangesAsync(context.CancellationToken); // the rows of this event count too
            var items = database.Items.Of(run);
            if (await items.AnyAsync(item => item.Outcome == null, context.CancellationToken)) return;
            // Read to the end, and some records are not even announced yet.
            if (run.Expected is { } expected && await items.CountAsync(context.CancellationToken) < expected) return;

            var failed = await items.CountAsync(item => item.Outcome == RecordOutcome.Failed, context.CancellationToken);
            var all = failed == 0 ? 0 : await items.CountAsync(context.CancellationToken);
            run.EndedAt = Clock(context).GetUtcNow();
            run.SuspectAt = null;
            await context.TransitionToState(failed == 0 ? machine.Success : failed == all ? machine.Failed : machine.PartialSuccess);
        });

    // A new version goes to every target; a run that was asked for one target is about that one.
    private static bool Counts(RunItem item, Run run) => run.Target is null || item.Target == run.Target;

    private static TimeProvider Clock(PipeContext context) => context.GetPayload<IServiceProvider>().GetRequiredService<TimeProvider>();

    private static RunOptions Options(PipeContext context) =>
        context.GetPayload<IServiceProvider>().GetRequiredService<Microsoft.Extensions.Options.IOptions<RunOptions>>().Value;
}
