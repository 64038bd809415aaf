namespace QboSync.Pacing;

/// <summary>The row of one company's <see cref="PaceState"/>.</summary>
public sealed class StoredPace
{
    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; set; }

    /// <summary>A <see cref="PaceState"/>, JSON.</summary>
    public required string State { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
