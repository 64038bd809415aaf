using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Alerting;
using Webhooks.Journal;

namespace Webhooks.Sweeping;

/// <summary>
/// Notices deliveries that hold an error because the webhook's user may no longer read (<c>cannot_view</c>). What they meant to tell is lost, so
/// what changed is read at once, and a person is told; until that webhook brings a record again.
/// </summary>
public sealed class ErrorBodies(IDbContextFactory<JournalDb> databases, AlertBook alerts, SweepBook book, IOptions<SweepOptions> options, ILogger<ErrorBodies> log)
{
    /// <summary>Looks at what came since the last look.</summary>
    public async Task LookAsync(IEnumerable<Sweep> sweeps, CancellationToken cancel)
    {
        foreach (var row in sweeps.Where(row => row.Kind == SweepKinds.Modified))
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            var deliveries = database.Deliveries.AsNoTracking().Where(delivery => delivery.StoreId == row.StoreId && delivery.Entity == row.Entity && delivery.Id > row.ErrorsSeen);
            // Rows without a key are few: an index leads to them.
            var last = await deliveries.Where(delivery => delivery.Key == null && delivery.State == DeliveryState.Kept && delivery.Reason!.Contains("cannot_view"))
                .OrderByDescending(delivery => delivery.Id).Select(delivery => new { delivery.Id, delivery.WebhookId }).FirstOrDefaultAsync(cancel);
            if (last is not null) await NoticeAsync(row, last.Id, last.WebhookId, cancel);
            else if (row.ErrorsOpen && await deliveries.AnyAsync(delivery => delivery.Key != null && delivery.Kind == DeliveryKind.Webhook && !delivery.Topic!.EndsWith(".deleted"), cancel))
                await MendedAsync(row, cancel);
        }
    }

    private async Task NoticeAsync(Sweep row, long delivery, long? webhook, CancellationToken cancel)
    {
        await alerts.RaiseAsync(AlertKinds.ErrorBodies, Subject(row),
            $"The shop of store {row.StoreId} sends errors in place of {row.Entity} (webhook {webhook}): the user who owns the webhook may no longer read them. Give that user the role shop manager again, or save the webhook anew as one who has it. Meanwhile what changed is read from the shop.", cancel);
        log.LogInformation("Store {Store}: {Entity} are read because deliveries held errors", row.StoreId, row.Entity);
        await MarkAsync(row, delivery, open: true, cancel);
        if (options.Value.Enabled) await book.AskAsync(row.StoreId, SweepKinds.Modified, row.Entity, cancel);
    }

    private async Task MendedAsync(Sweep row, CancellationToken cancel)
    {
        await alerts.ResolveAsync(AlertKinds.ErrorBodies, Subject(row), cancel);
        await MarkAsync(row, row.ErrorsSeen, open: false, cancel);
    }

    // Whoever holds the sweep's lease does not hold this: it is no part of the sweep.
    private async Task MarkAsync(Sweep row, long seen, bool open, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await database.Sweeps.Where(sweep => sweep.StoreId == row.StoreId && sweep.Kind == row.Kind && sweep.Entity == row.Entity && sweep.ErrorsSeen <= seen)
            .ExecuteUpdateAsync(set => set.SetProperty(sweep => sweep.ErrorsSeen, seen).SetProperty(sweep => sweep.ErrorsOpen, open), cancel);
    }

    private static string Subject(Sweep row) => $"{row.StoreId}/{row.Entity}";
}
