namespace Syncing.Cancelling;

/// <summary>The last word about a run that was cancelled, and perhaps resumed: what still arrives of it is treated accordingly.</summary>
public sealed class StoppedRun
{
    /// <summary>The run.</summary>
    public Guid SyncId { get; set; }

    /// <summary>It was cancelled, not resumed.</summary>
    public bool Stopped { get; set; }

    /// <summary>When that was said; an older word that comes later counts no more.</summary>
    public DateTimeOffset At { get; set; }
}
