using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Runs;

namespace Webhooks.Alerting.Telling;

/// <summary>
/// Tells by mail: what comes within a minute goes together, and what comes after the last mail of the hour goes together once the hour allows
/// one. Which notices are in a mail is on disk before it is sent: a mail of which no answer came is the same mail again.
/// </summary>
public sealed class MailTelling(
    IDbContextFactory<RunsDb> databases, AlertMarks marks, MailPost post, IOptions<AlertOptions> options, TimeProvider clock, ILogger<MailTelling> log)
{
    private const string Duty = "telling/email";
    private const int MostTogether = 500;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(90); // longer than the time limit of one mail
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8)];

    /// <summary>Tells what is due, in one mail.</summary>
    public async Task TellAsync(CancellationToken cancel)
    {
        if (!options.Value.Channels.Contains(AlertNotice.Email)) return;
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        if (!await database.Notices.AnyAsync(notice => notice.Channel == AlertNotice.Email && notice.DueAt <= now, cancel)) return;
        if (await marks.TakeAsync(Duty, Lease, cancel) is not { } lease) return;
        if (await TogetherAsync(database, now, cancel) is { Count: > 0 } notices) await SendAsync(database, notices, cancel);
        await marks.ReleaseAsync(Duty, lease, cancel);
    }

    // A mail that may have gone out is sent again as it was; else everything that waits goes into a new one.
    private async Task<List<AlertNotice>> TogetherAsync(RunsDb database, DateTimeOffset now, CancellationToken cancel)
    {
        var waiting = database.Notices.Include(notice => notice.Alert).Where(notice => notice.Channel == AlertNotice.Email && notice.DueAt != null).OrderBy(notice => notice.Id);
        var again = await waiting.Where(notice => notice.MessageId != null && notice.DueAt <= now).Select(notice => notice.MessageId).FirstOrDefaultAsync(cancel);
        if (again is not null) return await waiting.Where(notice => notice.MessageId == again).ToListAsync(cancel);

        var fresh = await waiting.Where(notice => notice.MessageId == null).Take(MostTogether).ToListAsync(cancel);
        if (!fresh.Exists(notice => notice.DueAt <= now)) return [];
        if (await HourEndsAsync(database, now, cancel) is { } ends)
        {
            foreach (var notice in fresh) (notice.DueAt, notice.Answer) = (ends, $"{options.Value.Smtp.MailsPerHour} mails went out within the hour (Alerts:Smtp:MailsPerHour); this waits for the next one.");
            await SaveAsync(database, fresh, cancel);
            return [];
        }
        var id = $"alerts-{Guid.NewGuid():N}";
        foreach (var notice in fresh) notice.MessageId = id;
        await SaveAsync(database, fresh, cancel);
        return fresh;
    }

    private async Task<DateTimeOffset?> HourEndsAsync(RunsDb database, DateTimeOffset now, CancellationToken cancel)
    {
        var since = now - Hour;
        var sent = await database.Notices.Where(notice => notice.Channel == AlertNotice.Email && notice.SentAt > since)
            .GroupBy(notice => notice.MessageId).Select(mail => mail.Max(notice => notice.SentAt)).ToListAsync(cancel);
        return sent.Count < options.Value.Smtp.MailsPerHour ? null : sent.Min()!.Value + Hour;
    }

    private async Task SendAsync(RunsDb database, List<AlertNotice> notices, CancellationToken cancel)
    {
        var told = await post.SendAsync(MailText.Of(options.Value.Smtp, notices, notices[0].MessageId!, clock.GetUtcNow()), cancel);
        var now = clock.GetUtcNow();
        var attempts = notices.Max(notice => notice.Attempts) + 1;
        var next = told.NextTry(Waits, attempts, now, Random.Shared.NextDouble());
        foreach (var notice in notices)
        {
            (notice.DueAt, notice.Attempts, notice.Answer) = (next, attempts, WebhookTelling.Cut(told.Answer));
            if (told.How == Arrival.Arrived) notice.SentAt = now;
            else if (told.How == Arrival.Failed && next is not null) notice.MessageId = null; // it went nowhere: what comes meanwhile joins it
        }
        await SaveAsync(database, notices, cancel);
        if (told.How != Arrival.Arrived)
            log.LogWarning("{Count} alerts could not be told by e-mail: {Answer} {Next}", notices.Count, told.Answer, next is null ? "It is not tried again." : $"Tried again at {next:u}.");
    }

    private static async Task SaveAsync(RunsDb database, IEnumerable<AlertNotice> notices, CancellationToken cancel)
    {
        foreach (var notice in notices) notice.Version++;
        await database.SaveChangesAsync(cancel);
    }
}
