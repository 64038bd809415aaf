namespace Syncing.Ledger;

/// <summary>Failed records that somebody had tried again together. Which ones stands in <see cref="LedgerRecord.RetryBatch"/>.</summary>
public sealed class RetryBatch
{
    /// <summary>Id, chosen by whoever asks; the same in every target.</summary>
    public Guid Id { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>When the last of its records is due; the next large batch begins after it, so that two do not double the rate.</summary>
    public DateTimeOffset LastDueAt { get; set; }

    /// <summary>How many records.</summary>
    public int Count { get; set; }
}
