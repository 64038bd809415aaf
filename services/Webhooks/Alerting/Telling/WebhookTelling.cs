using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Runs;

namespace Webhooks.Alerting.Telling;

/// <summary>Tells by webhook: one notice after another, those of an alert in their order, each until it arrived or a day has nearly passed.</summary>
public sealed class WebhookTelling(
    IDbContextFactory<RunsDb> databases, AlertMarks marks, WebhookPost post, IOptions<AlertOptions> options, TimeProvider clock, ILogger<WebhookTelling> log)
{
    private const string Duty = "telling/webhook";
    private const int AtOnce = 20;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60); // longer than the time limit of one post

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
        TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8),
    ];

    /// <summary>Tells what is due.</summary>
    public async Task TellAsync(CancellationToken cancel)
    {
        if (!options.Value.Channels.Contains(AlertNotice.Webhook) || (await DueAsync(cancel)).Count == 0) return;
        if (await marks.TakeAsync(Duty, Lease, cancel) is not { } lease) return;
        foreach (var notice in await DueAsync(cancel))
        {
            if (await marks.RenewAsync(Duty, lease, Lease, cancel) is not { } renewed) return;
            lease = renewed;
            await TellOneAsync(notice, cancel);
        }
        await marks.ReleaseAsync(Duty, lease, cancel);
    }

    private async Task<List<AlertNotice>> DueAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var waiting = database.Notices.Where(notice => notice.Channel == AlertNotice.Webhook && notice.DueAt != null);
        return await waiting.AsNoTracking().Include(notice => notice.Alert)
            .Where(notice => notice.DueAt <= now && !waiting.Any(earlier => earlier.AlertId == notice.AlertId && earlier.Id < notice.Id))
            .OrderBy(notice => notice.Id).Take(AtOnce).ToListAsync(cancel);
    }

    private async Task TellOneAsync(AlertNotice notice, CancellationToken cancel)
    {
        var told = await post.SendAsync(notice.MessageId!, NoticeBody.Of(notice.Alert, notice), cancel);
        var now = clock.GetUtcNow();
        var attempts = notice.Attempts + 1;
        var next = told.NextTry(Waits, attempts, now, Random.Shared.NextDouble());
        await using var database = await databases.CreateDbContextAsync(cancel);
        var (sent, answer) = (told.How == Arrival.Arrived ? now : (DateTimeOffset?)null, Cut(told.Answer));
        await database.Notices.Where(row => row.Id == notice.Id && row.Version == notice.Version).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.DueAt, next).SetProperty(row => row.SentAt, sent).SetProperty(row => row.Attempts, attempts)
            .SetProperty(row => row.Answer, answer).SetProperty(row => row.Version, row => row.Version + 1), cancel);
        if (sent is null)
            log.LogWarning("Alert {Id} ({Kind}) could not be told by webhook: {Answer} {Next}", notice.AlertId, notice.Alert.Kind, told.Answer,
                next is null ? "It is not tried again." : $"Tried again at {next:u}.");
    }

    internal static string Cut(string text) => text.Length <= 1000 ? text : text[..1000];
}
