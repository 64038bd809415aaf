using Microsoft.Extensions.Logging;

namespace Webhooks.Alerting.Watching;

/// <summary>Looks every minute, one instance at a time, at what nobody else raises an alert for. One look that fails does not keep the others from being made.</summary>
public sealed class AlertWatch(
    AlertMarks marks, CredentialsAlerts credentials, TargetWatch targets, JournalWatch journal, Away away, TimeProvider clock, ILogger<AlertWatch> log) : BackgroundService
{
    private const string Duty = "watching";
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            await GuardedAsync(LookAsync, stoppingToken);
        }
    }

    /// <summary>One look at everything, where no other instance is at it.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        if (await marks.TakeAsync(Duty, Every, cancel) is not { } lease) return;
        await GuardedAsync(async token => await away.SayAsync(AlertKinds.CredentialsAway, "credentials", await credentials.TakeOverAsync(token) is { } trouble
            ? $"{trouble} Deliveries are still taken and wait until their signature can be checked. Start the service, or look at its log." : null, token), cancel);
        await GuardedAsync(targets.LookAsync, cancel);
        await GuardedAsync(journal.LookAsync, cancel);
        await marks.ReleaseAsync(Duty, lease, cancel);
    }

    private async Task GuardedAsync(Func<CancellationToken, Task> look, CancellationToken cancel)
    {
        try
        {
            await look(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopping.
        }
        catch (Exception e)
        {
            log.LogWarning("What would be an alert cannot be looked at now: {Message}", e.GetBaseException().Message);
        }
    }
}
