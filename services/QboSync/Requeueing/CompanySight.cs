namespace QboSync.Requeueing;

/// <summary>What was last seen of a company while records waited for something to change in it.</summary>
public sealed class CompanySight
{
    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; set; }

    /// <summary>When it was last looked at; whoever moves it is the one instance that looks.</summary>
    public DateTimeOffset LookedAt { get; set; }

    /// <summary>When something last was another than before.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Since when changes of customers, items, vendors and employees are known; null where they were never asked for.</summary>
    public DateTimeOffset? EntriesSince { get; set; }

    /// <summary>A hash of each part, JSON.</summary>
    public string Seen { get; set; } = "{}";
}
