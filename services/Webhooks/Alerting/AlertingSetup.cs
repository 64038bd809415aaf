using Microsoft.Extensions.Options;
using Webhooks.Alerting.Telling;
using Webhooks.Alerting.Watching;

namespace Webhooks.Alerting;

/// <summary>Alerts: the book that others write in, the watch, and how they are told outside.</summary>
internal static class AlertingSetup
{
    /// <summary>Adds it; needs runs and receiving beside it.</summary>
    public static void AddAlerting(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AlertOptions>().Bind(builder.Configuration.GetSection("Alerts")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AlertOptions>, AlertOptionsCheck>();
        services.AddHttpClient(WebhookPost.HttpClientName, client => client.Timeout = TimeSpan.FromSeconds(20))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<AlertBook>().AddSingleton<AlertMarks>();
        services.AddSingleton<WebhookPost>().AddSingleton<MailPost>().AddSingleton<WebhookTelling>().AddSingleton<MailTelling>().AddSingleton<TestTelling>();
        services.AddSingleton<Away>().AddSingleton<CredentialsAlerts>().AddSingleton<TargetWatch>().AddSingleton<JournalWatch>();
        services.AddHostedService<AlertTeller>();
        services.AddHostedService<AlertWatch>();
    }
}
