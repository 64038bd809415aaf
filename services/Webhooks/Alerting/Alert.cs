namespace Webhooks.Alerting;

/// <summary>Something that a person must look after. At most one of a kind is open for a subject, however many instances notice it.</summary>
public sealed class Alert
{
    /// <summary>Longest text.</summary>
    public const int LongestMessage = 2000;

    /// <summary>Database id.</summary>
    public long Id { get; set; }

    /// <summary><see cref="AlertKinds"/>, or a kind of another service.</summary>
    public string Kind { get; set; } = "";

    /// <summary>What it is about: the id of a credential, with more behind a slash where that says too little.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The cause and what to do, in words.</summary>
    public string Message { get; set; } = "";

    /// <summary>How bad it is, as the one who raised it counts; where it changes the alert is told once more.</summary>
    public string Step { get; set; } = "";

    /// <summary>When it was first seen.</summary>
    public DateTimeOffset FirstSeenAt { get; set; }

    /// <summary>When it was last seen.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When it was no longer so; null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>Where it was raised, if not here: <c>credentials/17</c>; null for the alerts of this service.</summary>
    public string? Origin { get; set; }

    /// <summary>How often there was something to tell: that it is so, that it got worse, that it is over.</summary>
    public int Told { get; set; }

    /// <summary>What was told, or is to be.</summary>
    public List<AlertNotice> Notices { get; set; } = [];

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
