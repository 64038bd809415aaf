using Microsoft.Extensions.Options;
using MimeKit;
using Webhooks.Alerting.Telling;

namespace Webhooks.Alerting;

/// <summary>Refuses settings with which no alert would ever arrive.</summary>
internal sealed class AlertOptionsCheck : IValidateOptions<AlertOptions>
{
    public ValidateOptionsResult Validate(string? name, AlertOptions options)
    {
        string[] errors = [.. Of(options), .. OfWebhook(options.Webhook), .. OfSmtp(options.Smtp)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Of(AlertOptions options)
    {
        if (options.GatherSeconds is < 0 or > 3600) yield return "Setting Alerts:GatherSeconds must be 0 to 3600.";
        if (options.FailuresFrom < 1) yield return "Setting Alerts:FailuresFrom must be at least 1.";
        if (options.BacklogMinutes is < 1 or > 10_080) yield return "Setting Alerts:BacklogMinutes must be 1 to 10080.";
    }

    private static IEnumerable<string> OfWebhook(AlertWebhookOptions webhook)
    {
        if (webhook.Url.Length == 0)
        {
            if (webhook.Secret.Length > 0) yield return "Setting Alerts:Webhook:Url is missing; Alerts:Webhook:Secret is of no use without it.";
            yield break;
        }
        if (!Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            yield return "Setting Alerts:Webhook:Url must be an address such as https://hooks.example/alerts, without user and password.";
        if (WebhookSignature.Key(webhook.Secret) is null)
            yield return "Setting Alerts:Webhook:Secret must be whsec_ and 24 to 64 bytes in base64; make one with: echo whsec_$(openssl rand -base64 32)";
    }

    private static IEnumerable<string> OfSmtp(AlertSmtpOptions smtp)
    {
        if (smtp.Host.Length == 0)
        {
            if (smtp.To.Length > 0) yield return "Setting Alerts:Smtp:Host is missing; Alerts:Smtp:To is of no use without it.";
            yield break;
        }
        if (smtp.Port is < 0 or > 65535) yield return "Setting Alerts:Smtp:Port must be 1 to 65535.";
        if (smtp.Security is not ("none" or "starttls" or "tls")) yield return "Setting Alerts:Smtp:Security must be none, starttls or tls.";
        if (smtp.Username.Length > 0 != smtp.Password.Length > 0) yield return "Settings Alerts:Smtp:Username and Alerts:Smtp:Password belong together: one of them is missing.";
        if (smtp is { Security: "none", Username.Length: > 0 } && smtp.Host is not ("localhost" or "127.0.0.1" or "::1"))
            yield return "Setting Alerts:Smtp:Security must be starttls or tls where there is a password: with none it would be sent in the clear.";
        if (!MailboxAddress.TryParse(smtp.From, out _)) yield return "Setting Alerts:Smtp:From must be an e-mail address.";
        if (!InternetAddressList.TryParse(smtp.To, out var to) || to.Count == 0 || !to.All(one => one is MailboxAddress { Address: var address } && address.Contains('@')))
            yield return "Setting Alerts:Smtp:To must be one or more e-mail addresses, comma separated.";
        if (smtp.MailsPerHour is < 1 or > 1000) yield return "Setting Alerts:Smtp:MailsPerHour must be 1 to 1000.";
    }
}
