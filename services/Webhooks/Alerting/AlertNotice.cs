namespace Webhooks.Alerting;

/// <summary>Something to tell of an alert by one channel; written together with what it tells of, and kept until it was told or given up.</summary>
public sealed class AlertNotice
{
    /// <summary>Alerts are posted to <c>Alerts:Webhook:Url</c>.</summary>
    public const string Webhook = "webhook";

    /// <summary>Alerts are mailed through <c>Alerts:Smtp</c>.</summary>
    public const string Email = "email";

    /// <summary>It is so.</summary>
    public const string Raised = "alert.raised";

    /// <summary>Its step changed.</summary>
    public const string Changed = "alert.changed";

    /// <summary>It is over.</summary>
    public const string Resolved = "alert.resolved";

    /// <summary>Database id; told in this order.</summary>
    public long Id { get; set; }

    /// <summary>The alert.</summary>
    public long AlertId { get; set; }

    /// <summary>The alert.</summary>
    public Alert Alert { get; set; } = null!;

    /// <summary>Which time something is told of the alert, see <see cref="Alert.Told"/>; once in each channel.</summary>
    public int Number { get; set; }

    /// <summary><see cref="Webhook"/> or <see cref="Email"/>.</summary>
    public string Channel { get; set; } = "";

    /// <summary><see cref="Raised"/>, <see cref="Changed"/> or <see cref="Resolved"/>.</summary>
    public string Event { get; set; } = "";

    /// <summary>The same in every try, so that a receiver knows what it had already; what goes in one mail shares it. Null until a mail is put together.</summary>
    public string? MessageId { get; set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>What the alert said then.</summary>
    public string Message { get; set; } = "";

    /// <summary>How bad it was then.</summary>
    public string Step { get; set; } = "";

    /// <summary>When it is tried next; null where it was told or given up.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was told; null where it was not.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>What the last try came to.</summary>
    public string? Answer { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
