namespace QboSync.Mapping;

/// <summary>What was set for one company over the API; only that, so that a changed setting reaches everything that was not.</summary>
public sealed class StoredMapping
{
    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; set; }

    /// <summary>A JSON object of the shape of <see cref="BookMapping"/>, snake_case.</summary>
    public required string Body { get; set; }

    /// <summary>When it was last saved.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
