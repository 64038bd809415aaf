namespace Webhooks.Alerting.Telling;

/// <summary>Sends out what is to be told, by every channel that is set; one instance at a time.</summary>
public sealed class AlertTeller(AlertBook book, WebhookTelling webhook, MailTelling mail, TimeProvider clock, ILogger<AlertTeller> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await GuardedAsync(book.TellNewChannelsAsync, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Side by side: a mail server that hangs does not hold up the webhook.
            await Task.WhenAll(GuardedAsync(webhook.TellAsync, stoppingToken), GuardedAsync(mail.TellAsync, stoppingToken));
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task GuardedAsync(Func<CancellationToken, Task> tell, CancellationToken cancel)
    {
        try
        {
            await tell(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopping; what was under way is told again.
        }
        catch (Exception e)
        {
            log.LogWarning("Alerts cannot be told now: {Message}", e.GetBaseException().Message);
        }
    }
}
