using Contracts;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary>The steps of <see cref="RunMachine"/>.</summary>
internal static class RunSteps
{
    /// <summary>Notes whom the run waits for; those that have answered already are left as they are.</summary>
    public static EventActivityBinder<Run, RunAnnounced> Announce(this EventActivityBinder<Run, RunAnnounced> binder) => binder.Then(context =>
    {
        var (run, started) = (context.Saga, context.Message.Started);
        // A run of one change names its records once; one that reads the shop, page by page.
        if (run.Announced && !started.Open) return;
        run.Reading = started.Open && run.Expected is null;
        Begin(run, started.TenantId, started.StoreId, started.Trigger, started.StartedAt, started.Scope);
        var rows = context.GetPayload<ItemRows>();
        foreach (var record in started.Records)
            foreach (var target in record.Targets)
                if (rows.Find(run.CorrelationId, new(target, record.Entity, record.Key)) is null)
                    rows.Add(new RunItem { SyncId = run.CorrelationId, Target = target, Entity = record.Entity, Key = record.Key, Modified = record.Modified, Seq = record.Seq });
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

    /// <summary>Notes answers; the first about a record counts.</summary>
    public static EventActivityBinder<Run, RunAnswered> Hear(this EventActivityBinder<Run, RunAnswered> binder) => binder.Then(context =>
    {
        var run = context.Saga;
        var rows = context.GetPayload<ItemRows>();
        foreach (var settled in context.Message.Outcomes)
        {
            if (run.StartedAt == default) (run.TenantId, run.StoreId, run.StartedAt) = (settled.TenantId, settled.StoreId, settled.At);
            if (IsTakenBack(run, settled)) continue;
            var item = rows.Find(run.CorrelationId, new(settled.Target, settled.Entity, settled.Key)) ?? rows.Add(new RunItem
            {
                SyncId = run.CorrelationId, Target = settled.Target, Entity = settled.Entity, Key = settled.Key, Modified = settled.Modified, Seq = settled.Seq,
            });
            if (item.SettledAt is not null) continue;
            item.Outcome = settled.Outcome;
            item.ExternalId = Cut(settled.ExternalId, 200);
            item.Code = Cut(settled.Code, 200);
            item.Message = Cut(settled.Message, 2000);
            item.SettledAt = settled.At;
        }
    });

    /// <summary>From now on silence counts.</summary>
    public static EventActivityBinder<Run, T> Listen<T>(this EventActivityBinder<Run, T> binder) where T : class =>
        binder.Then(context => context.Saga.SuspectAt = Clock(context).GetUtcNow() + Options(context).SuspectAfter);

    /// <summary>Nothing came; the targets are asked again after as long a while.</summary>
    public static EventActivityBinder<Run, RunSilent> ListenAgain(this EventActivityBinder<Run, RunSilent> binder) => binder.Listen();

    /// <summary>Ends the run by request; the targets are told until they have heard.</summary>
    public static EventActivityBinder<Run, RunCancelAsked> Cancel(this EventActivityBinder<Run, RunCancelAsked> binder) => binder.Then(context =>
    {
        var (run, asked) = (context.Saga, context.Message);
        var started = asked.Started;
        if (!run.Announced) Begin(run, started.TenantId, started.StoreId, started.Trigger, started.StartedAt, started.Scope);
        Note(run, asked.By, asked.Targets, Clock(context).GetUtcNow());
        (run.EndedAt, run.SuspectAt) = (run.ChangedAt, null);
    });

    /// <summary>The run goes on: the shop is read from where it was, and what was cancelled is awaited again.</summary>
    public static EventActivityBinder<Run, RunResumeAsked> AwaitAgain(this EventActivityBinder<Run, RunResumeAsked> binder) => binder.ThenAsync(async context =>
    {
        var (run, asked) = (context.Saga, context.Message);
        Note(run, asked.By, asked.Targets, Clock(context).GetUtcNow());
        // The reading tells anew how many there are.
        (run.EndedAt, run.Expected, run.Reading) = (null, null, true);
        await context.GetPayload<RunsDb>().Items
            .Where(item => item.SyncId == run.CorrelationId && item.Outcome == RecordOutcome.Skipped && item.Code == SkipCodes.Cancelled)
            .ExecuteUpdateAsync(set => set.SetProperty(item => item.Outcome, (RecordOutcome?)null).SetProperty(item => item.SettledAt, (DateTimeOffset?)null)
                .SetProperty(item => item.Code, (string?)null).SetProperty(item => item.Message, (string?)null), context.CancellationToken);
    });

    /// <summary>Ends the run once nothing is awaited any more.</summary>
    public static EventActivityBinder<Run, T> EndIfAllIsHeard<T>(this EventActivityBinder<Run, T> binder, RunMachine machine) where T : class => binder
        .ThenAsync(async context =>
        {
            context.TryGetPayload<ItemRows>(out var rows);
            var end = new Verdict(await RunEnding.OfAsync(context.Saga, context.GetPayload<RunsDb>(), rows, context.CancellationToken));
            context.AddOrUpdatePayload(() => end, _ => end);
            if (end.End != RunEnd.NotYet) (context.Saga.EndedAt, context.Saga.SuspectAt) = (Clock(context).GetUtcNow(), null);
        })
        .If(context => context.Ends(RunEnd.Success), end => end.TransitionTo(machine.Success))
        .If(context => context.Ends(RunEnd.PartialSuccess), end => end.TransitionTo(machine.PartialSuccess))
        .If(context => context.Ends(RunEnd.Failed), end => end.TransitionTo(machine.Failed));

    private sealed record Verdict(RunEnd End);

    private static bool Ends(this PipeContext context, RunEnd end) => context.GetPayload<Verdict>().End == end;

    // Told of a cancelling that has been taken back since: the target works the record after all.
    private static bool IsTakenBack(Run run, RecordSettled settled) =>
        settled is { Outcome: RecordOutcome.Skipped, Code: SkipCodes.Cancelled } && run.EndedAt is null && settled.At <= run.ChangedAt;

    private static void Begin(Run run, string tenantId, string storeId, string trigger, DateTimeOffset startedAt, RunScope? scope)
    {
        (run.Announced, run.TenantId, run.StoreId, run.Trigger) = (true, tenantId, storeId, trigger);
        // Of a run that reads the shop the first message that tells of it may be that of a record.
        if (run.StartedAt == default || startedAt < run.StartedAt) run.StartedAt = startedAt;
        if (scope is not null) (run.Entity, run.Target, run.Mode, run.Reason, run.AskedBy) = (scope.Entity, scope.Target, scope.Mode, scope.Reason, scope.AskedBy);
    }

    private static void Note(Run run, string? by, IReadOnlyList<string> targets, DateTimeOffset now) =>
        (run.ChangedBy, run.ChangedAt, run.Untold) = (Cut(by, 100), now, targets.Count == 0 ? null : string.Join(',', targets));

    private static string? Cut(string? text, int most) => text?.Length > most ? text[..most] : text;

    private static TimeProvider Clock(PipeContext context) => context.GetPayload<IServiceProvider>().GetRequiredService<TimeProvider>();

    private static RunOptions Options(PipeContext context) =>
        context.GetPayload<IServiceProvider>().GetRequiredService<Microsoft.Extensions.Options.IOptions<RunOptions>>().Value;
}
