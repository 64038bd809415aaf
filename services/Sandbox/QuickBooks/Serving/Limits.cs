namespace Sandbox.QuickBooks.Serving;

/// <summary>The throttle's limits per company; 0 is no limit.</summary>
internal sealed record Limits
{
    /// <summary>Requests at the same time (Intuit: 10).</summary>
    public int Concurrent { get; init; }

    /// <summary>Requests in a minute (Intuit: 500).</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>Batches in a minute (Intuit: 40).</summary>
    public int BatchesPerMinute { get; init; }

    /// <summary>Retry-After of the 429, in seconds; none is sent where null, as Intuit documents none.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The 429 comes as XML even where JSON was asked for, as some clients have seen.</summary>
    public bool AnswersXml { get; init; }
}
