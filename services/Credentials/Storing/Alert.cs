namespace Credentials.Storing;

/// <summary>Something that a person must look after. At most one of a kind is open for a subject, however many instances notice it.</summary>
internal sealed class Alert
{
    public const int LongestMessage = 2000;

    public long Id { get; init; }

    public AlertKind Kind { get; init; }

    /// <summary>Id of the credential.</summary>
    public required string Subject { get; init; }

    /// <summary>The cause and what to do.</summary>
    public required string Message { get; set; }

    /// <summary>Which step of the warning was reached, in days before the end; null where there are no steps.</summary>
    public int? Days { get; set; }

    public DateTimeOffset FirstSeenAt { get; init; }

    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When it was no longer so; null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }
}
