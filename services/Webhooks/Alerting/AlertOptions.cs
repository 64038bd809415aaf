namespace Webhooks.Alerting;

/// <summary>Settings under <c>Alerts</c>.</summary>
public sealed class AlertOptions
{
    /// <summary>Where alerts are posted to.</summary>
    public AlertWebhookOptions Webhook { get; set; } = new();

    /// <summary>How alerts are mailed.</summary>
    public AlertSmtpOptions Smtp { get; set; } = new();

    /// <summary>How long a mail waits for further alerts, in seconds.</summary>
    public int GatherSeconds { get; set; } = 60;

    /// <summary>From so many records that stand still in a target on it is an alert.</summary>
    public int FailuresFrom { get; set; } = 10;

    /// <summary>How long something may wait for its worker, in minutes.</summary>
    public int BacklogMinutes { get; set; } = 30;

    /// <summary>The channels that are set.</summary>
    public IReadOnlyList<string> Channels =>
        [.. Webhook.Url.Length > 0 ? [AlertNotice.Webhook] : Array.Empty<string>(), .. Smtp.Host.Length > 0 ? [AlertNotice.Email] : Array.Empty<string>()];
}

/// <summary>Settings under <c>Alerts:Webhook</c>.</summary>
public sealed class AlertWebhookOptions
{
    /// <summary>The address; empty for none.</summary>
    public string Url { get; set; } = "";

    /// <summary>The signing secret as Standard Webhooks writes it: <c>whsec_</c> and 24 to 64 bytes in base64.</summary>
    public string Secret { get; set; } = "";
}

/// <summary>Settings under <c>Alerts:Smtp</c>.</summary>
public sealed class AlertSmtpOptions
{
    /// <summary>The mail server; empty for none.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port; 0 for the usual one: 25, 587 with starttls, 465 with tls.</summary>
    public int Port { get; set; }

    /// <summary><c>none</c>, <c>starttls</c> or <c>tls</c>.</summary>
    public string Security { get; set; } = "starttls";

    /// <summary>Empty where the server wants no sign-in.</summary>
    public string Username { get; set; } = "";

    /// <summary>Belongs to <see cref="Username"/>.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender.</summary>
    public string From { get; set; } = "";

    /// <summary>The recipients, comma separated.</summary>
    public string To { get; set; } = "";

    /// <summary>How many mails an hour at most; the rest goes together in the next one.</summary>
    public int MailsPerHour { get; set; } = 12;

    /// <summary>The port to use.</summary>
    public int UsedPort => Port > 0 ? Port : Security switch { "none" => 25, "tls" => 465, _ => 587 };
}
