namespace Syncing.Working;

/// <summary>Why a record did not get through.</summary>
/// <param name="Kind">Decides what happens next.</param>
/// <param name="Code">Short name of the cause, stable; failures are grouped by it.</param>
/// <param name="Message">The cause, whether something was booked, and what to do, in words for a bookkeeper. No personal data.</param>
/// <param name="RetryAfter">How long the other side asked us to wait.</param>
public sealed record Fault(FaultKind Kind, string Code, string Message, TimeSpan? RetryAfter = null);

/// <summary>The kinds of fault. What follows from each is decided in one place, <c>FaultPolicy</c>.</summary>
public enum FaultKind
{
    /// <summary>It may work later as it is: the other side is away or busy. Nothing was written.</summary>
    Transient,

    /// <summary>The account asked us to slow down: the whole account pauses.</summary>
    Throttled,

    /// <summary>The account does not let us in: it pauses until its credential works again.</summary>
    Unauthorised,

    /// <summary>The target cannot take records at all until somebody changes its set-up (schema, grants, plan): the account pauses.</summary>
    Misconfigured,

    /// <summary>This record can never succeed as it is.</summary>
    Invalid,

    /// <summary>The books of that day are closed.</summary>
    ClosedPeriod,

    /// <summary>The name is taken in the target.</summary>
    DuplicateName,

    /// <summary>An account, item or tax code that this record needs is not mapped.</summary>
    MappingMissing,

    /// <summary>A person must choose between two truths.</summary>
    Conflict,

    /// <summary>A write was sent and its answer never came: it may or may not have happened.</summary>
    UnknownOutcome,
}
