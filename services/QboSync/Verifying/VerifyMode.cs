namespace QboSync.Verifying;

/// <summary>Whether, and since when, a company's books are asked before every create.</summary>
public sealed class VerifyMode
{
    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; set; }

    /// <summary>It is on.</summary>
    public bool Active { get; set; }

    /// <summary>Why it was begun: <c>older_database</c>, <c>unknown_documents</c>, <c>replayed</c> or <c>asked</c>.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Documents made after this may be unknown here; the epoch where nothing is known at all.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it was ended; null while it is on.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How many documents were found in QuickBooks and taken over instead of made again.</summary>
    public int Adopted { get; set; }

    /// <summary>How many were not there and were made.</summary>
    public int Made { get; set; }
}
