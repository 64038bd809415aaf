using Syncing.Ledger;

namespace Syncing;

/// <summary>How one target's ledger is worked. The type parameter keeps the targets apart where they share a process.</summary>
public sealed record TargetSettings<TDb>(string Target) where TDb : LedgerDb
{
    /// <summary>A new version waits this long before it is worked, so that a burst of edits becomes one write.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.Zero;

    /// <summary>How long a worker may hold a record; longer than any of its calls can take.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a write without an answer is left alone before it is settled.</summary>
    public TimeSpan DoubtWait { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>Records per claim.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Batches in work at the same time.</summary>
    public int Parallelism { get; init; } = 2;
}
