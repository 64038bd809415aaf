using Syncing.Ledger;
using Syncing.Working;

namespace Syncing.Faults;

/// <summary>What follows from a fault. The kind decides, here and nowhere else.</summary>
public static class FaultPolicy
{
    /// <summary>A record that keeps failing for about two days and a half becomes a dead letter.</summary>
    public const int MostAttempts = 25;

    /// <summary>Where the record goes, when it is due again, and until when its account is left alone.</summary>
    /// <param name="State">The record's next state.</param>
    /// <param name="DueAt">When it is worked again; null where it waits for a person.</param>
    /// <param name="PauseUntil">Until when the whole account pauses.</param>
    /// <param name="CountsAsAttempt">Whether the record itself was at fault; a throttled account is not the record's doing.</param>
    public sealed record Decision(RecordState State, DateTimeOffset? DueAt, DateTimeOffset? PauseUntil = null, bool CountsAsAttempt = true);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);
    private static readonly TimeSpan ThrottlePause = TimeSpan.FromSeconds(60); // Intuit: wait 60 s
    private static readonly TimeSpan AccessPause = TimeSpan.FromMinutes(5);

    /// <summary>Decides.</summary>
    /// <param name="fault">What happened.</param>
    /// <param name="attempts">How often the version was tried, this time included.</param>
    /// <param name="now">Now.</param>
    /// <param name="doubtWait">How long a write without an answer is left alone.</param>
    /// <param name="jitter">0 to 1, so that what failed together does not come back together.</param>
    public static Decision Decide(Fault fault, int attempts, DateTimeOffset now, TimeSpan doubtWait, double jitter)
    {
        switch (fault.Kind)
        {
            case FaultKind.Transient when attempts >= MostAttempts:
                return new(RecordState.NeedsAttention, null);
            case FaultKind.Transient:
                return new(RecordState.Retrying, now + Max(Wait(attempts, jitter), fault.RetryAfter));
            case FaultKind.Throttled:
                var resume = now + Max(Spread(ThrottlePause, jitter), fault.RetryAfter);
                return new(RecordState.Retrying, resume, resume, CountsAsAttempt: false);
            case FaultKind.Unauthorised or FaultKind.Misconfigured:
                var again = now + Max(Spread(AccessPause, jitter), fault.RetryAfter);
                return new(RecordState.Retrying, again, again, CountsAsAttempt: false);
            case FaultKind.UnknownOutcome:
                return new(RecordState.InDoubt, now + (fault.RetryAfter ?? doubtWait));
            case FaultKind.Conflict:
                return new(RecordState.Conflict, null);
            default:
                return new(RecordState.NeedsAttention, null);
        }
    }

    /// <summary>5 s, 10 s, 20 s, ... up to 4 h, each up to a quarter longer.</summary>
    internal static TimeSpan Wait(int attempts, double jitter) =>
        Spread(TimeSpan.FromTicks(Math.Min(FirstWait.Ticks << Math.Clamp(attempts - 1, 0, 20), LongestWait.Ticks)), jitter);

    private static TimeSpan Spread(TimeSpan wait, double jitter) => wait * (1 + (0.25 * jitter));

    private static TimeSpan Max(TimeSpan wait, TimeSpan? asked) => asked > wait ? asked.Value : wait;
}
