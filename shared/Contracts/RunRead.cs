namespace Contracts;

/// <summary>Everything that a run reads has been read and judged: how many outcomes it waits for is known now.</summary>
public sealed record RunRead
{
    /// <summary>The run.</summary>
    public Guid SyncId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; init; } = "";

    /// <summary>As in <see cref="RunStarted.Trigger"/>.</summary>
    public string Trigger { get; init; } = "";

    /// <summary>When the run began, UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>What was asked for.</summary>
    public RunScope Scope { get; init; } = new();

    /// <summary>Outcomes to wait for: each record once in each target that it is addressed to.</summary>
    public int Expected { get; init; }
}

/// <summary>The run's bookkeeping holds <see cref="RunRead"/>: it need not be told again.</summary>
public sealed record RunReadAccepted
{
    /// <summary>The run.</summary>
    public Guid SyncId { get; init; }
}
