namespace QboSync.Mapping.Saving;

/// <summary>Who changed what in a company's mapping, and when.</summary>
public sealed class MappingChange
{
    /// <summary>Key of the row.</summary>
    public long Id { get; set; }

    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; set; }

    /// <summary>When it was saved.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who, as they said themselves; the API has one key for all.</summary>
    public required string By { get; set; }

    /// <summary>The version that came of it.</summary>
    public int Version { get; set; }

    /// <summary>JSON array of <c>{"field","from","to"}</c>.</summary>
    public required string Changes { get; set; }
}
