namespace SupabaseSync.Conflicts;

/// <summary>What was decided about one record whose row somebody edited. Most records never have one.</summary>
public sealed class RowDecision
{
    /// <summary>The ledger row.</summary>
    public long RecordId { get; set; }

    /// <summary>Columns that stay as somebody edited them, each with what the shop said then: a JSON object, see <see cref="KeptColumns"/>.</summary>
    public string? Kept { get; set; }

    /// <summary>Fingerprint of an edit that somebody knows of: the next write goes over it, and it is not found again.</summary>
    public string? Seen { get; set; }

    /// <summary>The version, its second half, at which the row as a whole was left as it stands, or gone; a newer one is written.</summary>
    public long? LeftSeq { get; set; }

    /// <summary>The version, its second half, that was written as deleted: whoever marked the row, it was not a person.</summary>
    public long? DeletedSeq { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
