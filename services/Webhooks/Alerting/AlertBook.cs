using Microsoft.EntityFrameworkCore;
using Webhooks.Runs;

namespace Webhooks.Alerting;

/// <summary>
/// The alerts of this service. Raising what is open already only renews it, so whoever looks regularly raises and resolves as it finds things.
/// </summary>
public sealed class AlertBook(IDbContextFactory<RunsDb> databases, TimeProvider clock, ILogger<AlertBook> log)
{
    private const int Tries = 10;

    /// <summary>It is so. Told once, and once more where <paramref name="step"/> changes.</summary>
    /// <param name="kind"><see cref="AlertKinds"/>.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="message">The cause and what to do.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="step">How bad it is; empty where there are no steps.</param>
    public async Task RaiseAsync(string kind, string subject, string message, CancellationToken cancel, string step = "")
    {
        var text = message.Length <= Alert.LongestMessage ? message : message[..Alert.LongestMessage];
        for (var tries = 1; ; tries++)
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            var now = clock.GetUtcNow();
            var open = await database.Alerts.SingleOrDefaultAsync(alert => alert.Kind == kind && alert.Subject == subject && alert.ResolvedAt == null, cancel);
            var isNews = open is null || open.Step != step;
            if (open is null) database.Add(open = new Alert { Kind = kind, Subject = subject, FirstSeenAt = now });
            (open.Message, open.Step, open.LastSeenAt) = (text, step, now);
            open.Version++;
            try
            {
                await database.SaveChangesAsync(cancel);
                if (isNews) log.LogWarning("Alert {Kind} for {Subject}: {Message}", kind, subject, text);
                return;
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Another instance noticed at the same moment; read again.
            }
        }
    }

    /// <summary>It is not so, or no longer.</summary>
    public async Task ResolveAsync(string kind, string subject, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        DateTimeOffset? now = clock.GetUtcNow();
        var resolved = await database.Alerts.Where(alert => alert.Kind == kind && alert.Subject == subject && alert.ResolvedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(alert => alert.ResolvedAt, now).SetProperty(alert => alert.Version, alert => alert.Version + 1), cancel);
        if (resolved > 0) log.LogInformation("Alert {Kind} for {Subject} is resolved", kind, subject);
    }
}
