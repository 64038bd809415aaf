using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Journal;
using Webhooks.Records;

namespace Webhooks.Alerting.Watching;

/// <summary>Looks at the journal: how long what came in waits until every target has taken it over, by store.</summary>
public sealed class JournalWatch(IDbContextFactory<JournalDb> databases, TargetServices targets, AlertBook book, IOptions<AlertOptions> options, TimeProvider clock)
{
    /// <summary>Looks at all stores.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var threshold = TimeSpan.FromMinutes(options.Value.BacklogMinutes);
        var before = now - threshold;
        await using var database = await databases.CreateDbContextAsync(cancel);
        var waiting = await database.Deliveries.Where(row => row.DueAt != null && row.ReceivedAt <= before).GroupBy(row => row.StoreId)
            .Select(store => new { Id = store.Key, Count = store.Count(), Oldest = store.Min(row => row.ReceivedAt) }).ToListAsync(cancel);

        var open = (await book.OpenAsync(AlertKinds.BacklogAge, cancel)).Where(alert => !targets.All.Contains(alert.Subject)).ToList();
        foreach (var gone in open.Where(alert => waiting.All(store => store.Id != alert.Subject))) await book.ResolveAsync(gone.Kind, gone.Subject, cancel);
        foreach (var store in waiting)
        {
            var step = Steps.OfAge(now - store.Oldest, threshold, open.FirstOrDefault(alert => alert.Subject == store.Id)?.Step)!;
            await book.RaiseAsync(AlertKinds.BacklogAge, store.Id, string.Create(CultureInfo.InvariantCulture,
                $"{store.Count} deliveries of store {store.Id} wait to be taken over by a target, the first of them for {(long)(now - store.Oldest).TotalMinutes} minutes. GET /api/deliveries?store_id={Uri.EscapeDataString(store.Id)} says what each waits for."), cancel, step);
        }
    }
}
