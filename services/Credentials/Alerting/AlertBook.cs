using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Alerting;

/// <summary>
/// The open alerts, kept in line with what is the matter. An alert is one row and one Warning in the log, whichever of several instances
/// notices first; a later step of the same warning is said once more, in the same row.
/// </summary>
internal sealed class AlertBook(IDbContextFactory<CredentialsDb> databases, TimeProvider clock, ILogger<AlertBook> log)
{
    /// <summary>Opens, renews and resolves what is open for a subject, so that it says <paramref name="matters"/>.</summary>
    public async Task ReviewAsync(string subject, IReadOnlyList<Matter> matters, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var open = await database.Alerts.AsNoTracking().Where(a => a.Subject == subject && a.ResolvedAt == null).ToListAsync(cancel);
        var now = clock.GetUtcNow();
        foreach (var gone in open.Where(alert => matters.All(matter => matter.Kind != alert.Kind))) await ResolveAsync(database, gone, now, cancel);
        foreach (var matter in matters)
        {
            if (open.FirstOrDefault(alert => alert.Kind == matter.Kind) is { } known) await RenewAsync(database, known, matter, now, cancel);
            else await RaiseAsync(subject, matter, now, cancel);
        }
    }

    private async Task RaiseAsync(string subject, Matter matter, DateTimeOffset now, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        database.Alerts.Add(new() { Kind = matter.Kind, Subject = subject, Message = Cut(matter.Message), Days = matter.Days, FirstSeenAt = now, LastSeenAt = now });
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another instance was faster, and has said so; anything else is the database's trouble.
            if (!await database.Alerts.AnyAsync(a => a.Subject == subject && a.Kind == matter.Kind && a.ResolvedAt == null, cancel)) throw;
            return;
        }
        Say(matter, subject);
    }

    private async Task RenewAsync(CredentialsDb database, Alert known, Matter matter, DateTimeOffset now, CancellationToken cancel)
    {
        var (message, days) = (Cut(matter.Message), matter.Days);
        var same = database.Alerts.Where(a => a.Id == known.Id && a.ResolvedAt == null && a.Days == known.Days);
        var renewed = await same.ExecuteUpdateAsync(set => set
            .SetProperty(a => a.Message, message).SetProperty(a => a.Days, days).SetProperty(a => a.LastSeenAt, now), cancel);
        if (renewed == 1 && days < known.Days) Say(matter, known.Subject);
    }

    private async Task ResolveAsync(CredentialsDb database, Alert gone, DateTimeOffset now, CancellationToken cancel)
    {
        DateTimeOffset? at = now;
        var resolved = await database.Alerts.Where(a => a.Id == gone.Id && a.ResolvedAt == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.ResolvedAt, at), cancel);
        if (resolved == 1) log.LogInformation("Alert {Kind} for credential {Subject} is resolved", gone.Kind, gone.Subject);
    }

    private void Say(Matter matter, string subject) => log.LogWarning("Alert {Kind} for credential {Subject}: {Message}", matter.Kind, subject, matter.Message);

    private static string Cut(string message) => message.Length <= Alert.LongestMessage ? message : message[..Alert.LongestMessage];
}
