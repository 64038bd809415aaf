namespace QboSync.Metering;

/// <summary>Calls of one kind to one company on one day.</summary>
public sealed class CallCount
{
    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; set; }

    /// <summary>The day in UTC, <c>yyyy-MM-dd</c>.</summary>
    public required string Day { get; set; }

    /// <summary>What kind.</summary>
    public required CallKind Kind { get; set; }

    /// <summary>How many.</summary>
    public long Count { get; set; }
}
