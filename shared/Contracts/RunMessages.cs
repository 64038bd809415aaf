namespace Contracts;

/// <summary>A run began. For one published change the id derives from its journal row, so that whichever event comes first creates the same run.</summary>
public sealed record RunStarted
{
    /// <summary>The run.</summary>
    public Guid SyncId { get; init; }

    /// <summary>For a run of one change: the journal row that asks for a <see cref="ChangeAccepted"/> in the name of the run's bookkeeping.</summary>
    public long? ChangeId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; init; } = "";

    /// <summary>What set it off: <c>webhook</c>, <c>api</c>, <c>resync</c>, <c>replay</c>, <c>schedule</c>, <c>reconciliation</c>.</summary>
    public string Trigger { get; init; } = "";

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The records whose outcome is awaited.</summary>
    public IReadOnlyList<ExpectedRecord> Records { get; init; } = [];

    /// <summary>More records follow; the run does not end before <see cref="RunRead"/>.</summary>
    public bool Open { get; init; }

    /// <summary>What a run that reads the shop was asked for; null for others and where another message tells it.</summary>
    public RunScope? Scope { get; init; }
}

/// <summary>One record that a run waits for, in every one of <paramref name="Targets"/>.</summary>
public sealed record ExpectedRecord(string Entity, string Key, DateTimeOffset? Modified, long Seq, IReadOnlyList<string> Targets);

/// <summary>What became of one version of one record in one target. It may be told more than once.</summary>
public sealed record RecordSettled
{
    /// <summary>The run that the version belongs to.</summary>
    public Guid SyncId { get; init; }

    /// <summary>Which target tells it.</summary>
    public string Target { get; init; } = "";

    /// <summary><see cref="Entities"/>.</summary>
    public string Entity { get; init; } = "";

    /// <summary>The WooCommerce id.</summary>
    public string Key { get; init; } = "";

    /// <summary>The tenant.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; init; } = "";

    /// <summary>The version that this is about, first half.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>The version that this is about, second half.</summary>
    public long Seq { get; init; }

    /// <summary>What became of it.</summary>
    public RecordOutcome Outcome { get; init; }

    /// <summary>The id in the target, where there is one.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Short name of the cause where it was skipped or failed, such as <c>closed_period</c>.</summary>
    public string? Code { get; init; }

    /// <summary>The cause in words for a bookkeeper.</summary>
    public string? Message { get; init; }

    /// <summary>When it was decided, UTC.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>How the work on one version of a record ended.</summary>
public enum RecordOutcome
{
    /// <summary>The target had no such record before.</summary>
    Created,

    /// <summary>The target's record was changed.</summary>
    Updated,

    /// <summary>Nothing to write; the code says why (<c>unchanged</c>, <c>stale</c>, <c>superseded</c>, a status that is not booked, ...).</summary>
    Skipped,

    /// <summary>It stands still until somebody does something; the code and the message say what.</summary>
    Failed,
}
