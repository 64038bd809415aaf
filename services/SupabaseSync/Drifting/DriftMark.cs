namespace SupabaseSync.Drifting;

/// <summary>How far a project's rows were looked through, and who does so now.</summary>
public sealed class DriftMark
{
    /// <summary>The project, as in the ledger.</summary>
    public required string Account { get; set; }

    /// <summary>Records up to this ledger row were looked at in the look that is under way; 0 at its beginning.</summary>
    public long After { get; set; }

    /// <summary>When the last whole look ended.</summary>
    public DateTimeOffset? LookedAt { get; set; }

    /// <summary>Until when an instance is at it.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
