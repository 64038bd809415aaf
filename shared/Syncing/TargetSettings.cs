using Syncing.Ledger;

namespace Syncing;

/// <summary>How one target's ledger is worked. The type parameter keeps the targets apart where they share a process.</summary>
public sealed record TargetSettings<TDb>(string Target) where TDb : LedgerDb
{
    /// <summary>A new version waits this long before it is worked, so that a burst of edits becomes one write.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.Zero;

    /// <summary>How long a record stays with a worker that gives no sign of life; longer than any one of its calls may take.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>No other process works this ledger: what is claimed at start was left by one that is dead.</summary>
    public bool Alone { get; init; }

    /// <summary>How long a write without an answer is left alone before it is settled.</summary>
    public TimeSpan DoubtWait { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>Records per claim.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Batches in work at the same time.</summary>
    public int Parallelism { get; init; } = 2;
}
