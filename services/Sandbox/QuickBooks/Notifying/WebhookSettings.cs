namespace Sandbox.QuickBooks.Notifying;

/// <summary>Where the stand-in's own webhooks go and how badly they behave; set by control.</summary>
internal sealed record WebhookSettings
{
    public const string Legacy = "legacy";
    public const string CloudEvents = "cloudevents";

    /// <summary>The address they are posted to; nothing is queued where null.</summary>
    public string? Url { get; init; }

    /// <summary>The key of the signature.</summary>
    public string VerifierToken { get; init; } = "sandbox-verifier";

    /// <summary><c>legacy</c> (eventNotifications) or <c>cloudevents</c> (an array of events).</summary>
    public string Shape { get; init; } = Legacy;

    /// <summary>How often every request is sent: 2 is each one twice.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>The newest change is told first.</summary>
    public bool Reverse { get; init; }

    /// <summary>Changes are only queued, until control says deliver.</summary>
    public bool Hold { get; init; }

    /// <summary>Changes in one request at most.</summary>
    public int PerRequest { get; init; } = 100;

    /// <summary>What is wrong, or null.</summary>
    public string? Refusal() =>
        Url is not null && (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) ? "url: an http or https address"
        : Shape is not (Legacy or CloudEvents) ? $"shape: {Legacy} or {CloudEvents}"
        : Repeat is < 1 or > 10 ? "repeat: 1 to 10"
        : PerRequest < 1 ? "perRequest: 1 or more"
        : VerifierToken.Length == 0 ? "verifierToken: not empty" : null;
}
