namespace Syncing.Ledger;

/// <summary>Where one record stands in one target.</summary>
public enum RecordState
{
    /// <summary>Wanted, and waiting for its turn.</summary>
    Pending,

    /// <summary>Claimed by a worker, until its lease runs out.</summary>
    InProgress,

    /// <summary>The target holds the wanted version.</summary>
    Synced,

    /// <summary>It failed in a way that may pass; tried again when due.</summary>
    Retrying,

    /// <summary>A write was sent and its answer never came; settled before anything else is written.</summary>
    InDoubt,

    /// <summary>The dead letter: it stands still until somebody does something.</summary>
    NeedsAttention,

    /// <summary>Two truths; a person chooses.</summary>
    Conflict,

    /// <summary>There was nothing to write; the reason is kept.</summary>
    Skipped,
}
