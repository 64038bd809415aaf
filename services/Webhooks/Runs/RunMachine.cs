using Contracts;
using MassTransit;

namespace Webhooks.Runs;

/// <summary>
/// The life of a run. It observes: it knows who must answer and what they said, in any order and repeated, and commands nobody.
/// README, "States", draws it; a test compares the two.
/// </summary>
public sealed class RunMachine : MassTransitStateMachine<Run>
{
    /// <summary>States and events.</summary>
    public RunMachine()
    {
        InstanceState(run => run.CurrentState);
        // Raised by RunBook for a whole batch; nobody publishes these two.
        Event(() => Announced, e =>
        {
            e.CorrelateById(m => m.Message.SyncId);
            e.ConfigureConsumeTopology = false;
        });
        Event(() => Answered, e =>
        {
            e.CorrelateById(m => m.Message.SyncId);
            e.ConfigureConsumeTopology = false;
        });
        Event(() => Read, e => e.CorrelateById(m => m.Message.SyncId));
        Event(() => Silent, e =>
        {
            e.CorrelateById(m => m.Message.SyncId);
            e.OnMissingInstance(missing => missing.Discard());
        });
        Event(() => CancelAsked, e => e.CorrelateById(m => m.Message.SyncId));
        Event(() => ResumeAsked, e =>
        {
            e.CorrelateById(m => m.Message.SyncId);
            e.OnMissingInstance(missing => missing.Discard());
        });

        // Whichever comes first makes the run: on a bus an answer may overtake the announcement.
        Initially(
            When(Announced).Announce().Listen().TransitionTo(Running).EndIfAllIsHeard(this),
            When(Answered).Hear().Listen().TransitionTo(Running),
            When(Read).NowWaitForTheseOnly().Listen().TransitionTo(Running).EndIfAllIsHeard(this),
            When(CancelAsked).Cancel().TransitionTo(Cancelled));

        During(Running, Suspect,
            When(Announced).Announce().Listen().TransitionTo(Running).EndIfAllIsHeard(this),
            When(Answered).Hear().Listen().TransitionTo(Running).EndIfAllIsHeard(this),
            When(Read).NowWaitForTheseOnly().Listen().TransitionTo(Running).EndIfAllIsHeard(this),
            When(Silent).ListenAgain().TransitionTo(Suspect).EndIfAllIsHeard(this),
            When(CancelAsked).Cancel().TransitionTo(Cancelled),
            Ignore(ResumeAsked));

        // What was under way goes on and is noted, so that a resumed run knows of it.
        During(Cancelled,
            When(Announced).Announce(),
            When(Answered).Hear(),
            When(Read).AcknowledgeReading(),
            When(ResumeAsked).AwaitAgain().Listen().TransitionTo(Running),
            Ignore(CancelAsked),
            Ignore(Silent));

        // Ended: what is told again, or later, changes the record and not the run.
        During([Success, PartialSuccess, Failed],
            When(Read).AcknowledgeReading(),
            Ignore(Announced),
            Ignore(Answered),
            Ignore(Silent),
            Ignore(CancelAsked),
            Ignore(ResumeAsked));
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

    /// <summary>The run, or more of its records, is announced.</summary>
    public Event<RunAnnounced> Announced { get; private set; } = null!;

    /// <summary>Targets say what became of records.</summary>
    public Event<RunAnswered> Answered { get; private set; } = null!;

    /// <summary>The shop is read: it is known how many outcomes there will be.</summary>
    public Event<RunRead> Read { get; private set; } = null!;

    /// <summary>Nothing was heard.</summary>
    public Event<RunSilent> Silent { get; private set; } = null!;

    /// <summary>Somebody wants it to end.</summary>
    public Event<RunCancelAsked> CancelAsked { get; private set; } = null!;

    /// <summary>Somebody wants it to go on.</summary>
    public Event<RunResumeAsked> ResumeAsked { get; private set; } = null!;
}
