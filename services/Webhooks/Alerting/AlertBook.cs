using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Runs;

namespace Webhooks.Alerting;

/// <summary>
/// The alerts of this service. Raising what is open already only renews it, so whoever looks regularly raises and resolves as it finds things.
/// What there is to tell is written in the same transaction, for every channel that is set.
/// </summary>
public sealed class AlertBook(IDbContextFactory<RunsDb> databases, IOptions<AlertOptions> options, TimeProvider clock, ILogger<AlertBook> log)
{
    private const int Tries = 10;

    /// <summary>It is so. Told once, and once more where <paramref name="step"/> changes.</summary>
    /// <param name="kind"><see cref="AlertKinds"/>.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="message">The cause and what to do.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="step">How bad it is; empty where there are no steps.</param>
    public Task RaiseAsync(string kind, string subject, string message, CancellationToken cancel, string step = "") =>
        RaiseAsync(kind, subject, message, step, null, cancel);

    /// <summary>It is so, as another service says.</summary>
    internal Task RaiseAsync(string kind, string subject, string message, string step, string? origin, CancellationToken cancel) =>
        ChangeAsync(kind, subject, alert =>
        {
            var now = clock.GetUtcNow();
            var isNew = alert is null;
            var isNews = isNew || alert!.Step != step;
            alert ??= new Alert { Kind = kind, Subject = subject, FirstSeenAt = now, Origin = origin };
            (alert.Message, alert.Step, alert.LastSeenAt) = (message.Length <= Alert.LongestMessage ? message : message[..Alert.LongestMessage], step, now);
            if (isNews) Tell(alert, isNew ? AlertNotice.Raised : AlertNotice.Changed, now);
            return (alert, isNews ? () => log.LogWarning("Alert {Kind} for {Subject}: {Message}", kind, subject, alert.Message) : null);
        }, cancel);

    /// <summary>It is not so, or no longer.</summary>
    public Task ResolveAsync(string kind, string subject, CancellationToken cancel) => ChangeAsync(kind, subject, alert =>
    {
        if (alert is null) return (null, null);
        alert.ResolvedAt = clock.GetUtcNow();
        Tell(alert, AlertNotice.Resolved, alert.ResolvedAt.Value);
        return (alert, () => log.LogInformation("Alert {Kind} for {Subject} is resolved", kind, subject));
    }, cancel);

    /// <summary>The open alerts, of one kind where one is named.</summary>
    public async Task<IReadOnlyList<Alert>> OpenAsync(string? kind, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Alerts.AsNoTracking().Where(alert => alert.ResolvedAt == null && (kind == null || alert.Kind == kind)).OrderBy(alert => alert.Id).ToListAsync(cancel);
    }

    /// <summary>What is open and was never told in a channel, because that was set since, is to be told.</summary>
    public async Task TellNewChannelsAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        foreach (var channel in options.Value.Channels)
            foreach (var alert in await database.Alerts.Where(alert => alert.ResolvedAt == null && !alert.Notices.Any(notice => notice.Channel == channel)).ToListAsync(cancel))
                alert.Notices.Add(Notice(alert, channel, AlertNotice.Raised, now));
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another instance starts too, and has written them.
        }
    }

    private async Task ChangeAsync(string kind, string subject, Func<Alert?, (Alert? Alert, Action? Say)> change, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            var open = await database.Alerts.SingleOrDefaultAsync(alert => alert.Kind == kind && alert.Subject == subject && alert.ResolvedAt == null, cancel);
            var (alert, say) = change(open);
            if (alert is null) return;
            if (open is null) database.Add(alert);
            alert.Version++;
            try
            {
                await database.SaveChangesAsync(cancel);
                say?.Invoke();
                return;
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Another instance noticed at the same moment; read again.
            }
        }
    }

    private void Tell(Alert alert, string what, DateTimeOffset now)
    {
        alert.Told++;
        foreach (var channel in options.Value.Channels) alert.Notices.Add(Notice(alert, channel, what, now));
    }

    // A mail waits for what comes with it.
    private AlertNotice Notice(Alert alert, string channel, string what, DateTimeOffset now) => new()
    {
        Channel = channel, Number = alert.Told, Event = what, At = now, Message = alert.Message, Step = alert.Step,
        MessageId = channel == AlertNotice.Webhook ? $"msg_{Guid.NewGuid():N}" : null,
        DueAt = channel == AlertNotice.Email ? now + TimeSpan.FromSeconds(options.Value.GatherSeconds) : now,
    };
}
