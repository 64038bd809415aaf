namespace Contracts;

/// <summary>A target's ledger holds the change: from here on the target answers for it, and the journal need not publish it again.</summary>
public sealed record ChangeAccepted
{
    /// <summary>The journal row, see <see cref="RecordChanged.ChangeId"/>.</summary>
    public long ChangeId { get; init; }

    /// <summary>The run that the change belongs to.</summary>
    public Guid SyncId { get; init; }

    /// <summary>Which target took it in.</summary>
    public string Target { get; init; } = "";
}
