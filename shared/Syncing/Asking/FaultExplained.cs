using Syncing.Ledger;
using Syncing.Working;

namespace Syncing.Asking;

/// <summary>What a kind of fault means for whoever looks at a list of failures. The message of each record says more.</summary>
public static class FaultExplained
{
    /// <summary>In words.</summary>
    public static string Of(FaultKind? kind, RecordState state) => (kind, state) switch
    {
        (_, RecordState.InDoubt) or (FaultKind.UnknownOutcome, _) => "A write was sent and its answer never came. It is looked for in the target before anything is sent again.",
        (FaultKind.Transient, RecordState.NeedsAttention) => "The target did not take the record for days. Look whether it works, then retry.",
        (FaultKind.Transient, _) => "The target was away or busy. It is tried again by itself; a retry only makes it sooner.",
        (FaultKind.Throttled, _) => "The target asked to slow down. It goes on by itself.",
        (FaultKind.Unauthorised, _) => "The target does not let us in. Mend the connection; the records then go on by themselves.",
        (FaultKind.Misconfigured, _) => "The target's set-up keeps it from taking records at all. Mend what the message names; the records then go on by themselves.",
        (FaultKind.Invalid, _) => "The record cannot be taken as it is. Mend it in the shop, or what the message names, then retry.",
        (FaultKind.ClosedPeriod, _) => "The books of that day are closed. Open the period or change the mapping, then retry.",
        (FaultKind.DuplicateName, _) => "The name is taken in the target. Rename one of the two, then retry.",
        (FaultKind.MappingMissing, _) => "Something that the record needs is not mapped. Map it, then retry.",
        (FaultKind.Conflict, _) or (_, RecordState.Conflict) => "Two truths: choose under /api/conflicts, or settle it in the shop or the target and retry.",
        _ => "The message of the record says what happened.",
    };

    /// <summary>A write whose outcome is unknown is settled first; nobody can hurry that.</summary>
    public static bool IsRetryable(RecordState state) => state != RecordState.InDoubt;
}
