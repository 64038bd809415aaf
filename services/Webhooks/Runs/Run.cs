using MassTransit;

namespace Webhooks.Runs;

/// <summary>One run: what one change, one call, one message, one schedule or one reconciliation set off.</summary>
public sealed class Run : SagaStateMachineInstance, ISagaVersion
{
    /// <summary>The run's id, <c>sync_id</c> in the API.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }

    /// <summary>Name of its state.</summary>
    public string CurrentState { get; set; } = "";

    /// <summary>The tenant.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; set; } = "";

    /// <summary>What set it off; empty until its beginning was heard.</summary>
    public string Trigger { get; set; } = "";

    /// <summary>It is known whom the run waits for. Answers may come before that.</summary>
    public bool Announced { get; set; }

    /// <summary>The shop is still being read: more records follow.</summary>
    public bool Reading { get; set; }

    /// <summary>How many outcomes it waits for, once everything is read; null for runs that name their records at the start.</summary>
    public int? Expected { get; set; }

    /// <summary>What was asked for; null for runs of one change.</summary>
    public string? Entity { get; set; }

    /// <summary>The target that was asked for; null for all.</summary>
    public string? Target { get; set; }

    /// <summary>incremental, full, date_range or ids; null for runs of one change.</summary>
    public string? Mode { get; set; }

    /// <summary>Why, in the words of who asked.</summary>
    public string? Reason { get; set; }

    /// <summary>Who asked; null where nobody said.</summary>
    public string? AskedBy { get; set; }

    /// <summary>It only says what would happen: it is no saga's, and nobody answers it.</summary>
    public bool DryRun { get; set; }

    /// <summary>Of a dry run: until when its planner counts as alive; null where it is no dry run.</summary>
    public DateTimeOffset? AliveUntil { get; set; }

    /// <summary>What went wrong with the run as a whole, a JSON array of <see cref="RunError"/>; null where nothing did.</summary>
    public string? Problems { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When silence becomes suspect; null where the run has ended.</summary>
    public DateTimeOffset? SuspectAt { get; set; }

    /// <summary>Who cancelled or resumed it last, in their own words.</summary>
    public string? ChangedBy { get; set; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>The targets that have not heard of it yet, comma separated.</summary>
    public string? Untold { get; set; }
}

/// <summary>One record of a run in one target. A run's counters are computed from these rows, so nothing is counted twice.</summary>
public sealed class RunItem
{
    /// <summary>The run.</summary>
    public Guid SyncId { get; set; }

    /// <summary>The target.</summary>
    public string Target { get; set; } = "";

    /// <summary>orders, products or customers.</summary>
    public string Entity { get; set; } = "";

    /// <summary>The WooCommerce id.</summary>
    public string Key { get; set; } = "";

    /// <summary>The version, first half.</summary>
    public DateTimeOffset? Modified { get; set; }

    /// <summary>The version, second half.</summary>
    public long Seq { get; set; }

    /// <summary>What became of it; null while it is awaited.</summary>
    public Contracts.RecordOutcome? Outcome { get; set; }

    /// <summary>The id in the target.</summary>
    public string? ExternalId { get; set; }

    /// <summary>Why it was skipped or failed.</summary>
    public string? Code { get; set; }

    /// <summary>The same in words.</summary>
    public string? Message { get; set; }

    /// <summary>Of an order in a dry run: what it comes to, in ten-thousandths of <see cref="Currency"/>, so that a database can add it up.</summary>
    public long? AmountScaled { get; set; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; set; }

    /// <summary><see cref="AmountScaled"/> in <see cref="Currency"/>.</summary>
    public decimal? Amount => AmountScaled / 10_000m;

    /// <summary>When it was settled; null while it is awaited.</summary>
    public DateTimeOffset? SettledAt { get; set; }
}
