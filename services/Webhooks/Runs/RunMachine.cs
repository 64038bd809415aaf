using Contracts;
using MassTransit;

namespace Webhooks.Runs;

/// <summary>
/// The life of a run. It observes: it knows who must answer and what they said, in any order and repeated, and commands nobody.
/// </summary>
public sealed class RunMachine : MassTransitStateMachine<Run>
{
    /// <summary>States and events.</summary>
    public RunMachine()
    {
        InstanceState(run => run.CurrentState);
        Event(() => Started, e => e.CorrelateById(m => m.Message.SyncId));
        Event(() => Settled, e => e.CorrelateById(m => m.Message.SyncId));
        Event(() => Read, e => e.CorrelateById(m => m.Message.SyncId));
        Event(() => Silent, e =>
        {
            e.CorrelateById(m => m.Message.SyncId);
            e.OnMissingInstance(missing => missing.Discard());
        });

        // Whichever comes first makes the run: on a bus an answer may overtake the announcement.
        Initially(
            When(Started).Announce().Acknowledge().Listen().TransitionTo(Running).EndIfAllIsHeard(this),
            When(Settled).Hear().Listen().TransitionTo(Running),
            When(Read).NowWaitForTheseOnly().Listen().TransitionTo(Running).EndIfAllIsHeard(this));

        During(Running, Suspect,
            When(Started).Announce().Acknowledge().Listen().TransitionTo(Running).EndIfAllIsHeard(this),
            When(Settled).Hear().Listen().TransitionTo(Running).EndIfAllIsHeard(this),
            When(Read).NowWaitForTheseOnly().Listen().TransitionTo(Running).EndIfAllIsHeard(this),
            When(Silent).ListenAgain().TransitionTo(Suspect));

        // Ended: what is told again, or later, changes the record and not the run.
        During([Success, PartialSuccess, Failed, Cancelled],
            When(Started).Acknowledge(),
            When(Read).AcknowledgeReading(),
            Ignore(Settled),
            Ignore(Silent));
    }

    /// <summary>Answers are awaited.</summary>
    public State Running { get; private set; } = null!;

    /// <summary>Nothing was heard for too long; the targets are asked.</summary>
    public State Suspect { get; private set; } = null!;

    /// <summary>Every record was settled, none failed.</summary>
    public State Success { get; private set; } = null!;

    /// <summary>Some records failed.</summary>
    public State PartialSuccess { get; private set; } = null!;

    /// <summary>Every record failed.</summary>
    public State Failed { get; private set; } = null!;

    /// <summary>An operator stopped it.</summary>
    public State Cancelled { get; private set; } = null!;

    /// <summary>The run is announced.</summary>
    public Event<RunStarted> Started { get; private set; } = null!;

    /// <summary>A target says what became of a record.</summary>
    public Event<RecordSettled> Settled { get; private set; } = null!;

    /// <summary>The shop is read: it is known how many outcomes there will be.</summary>
    public Event<RunRead> Read { get; private set; } = null!;

    /// <summary>Nothing was heard.</summary>
    public Event<RunSilent> Silent { get; private set; } = null!;
}
