namespace QboSync.Drifting;

/// <summary>Up to when a company's changes were looked through, and who does so now.</summary>
public sealed class DriftMark
{
    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; set; }

    /// <summary>Changes before this were seen.</summary>
    public DateTimeOffset SeenUntil { get; set; }

    /// <summary>When it was last looked through.</summary>
    public DateTimeOffset? LookedAt { get; set; }

    /// <summary>Until when an instance is at it.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
