using Hosting.Secrets;
using Hosting.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Journal;
using Woo.Shapes;
using Woo.Verifying;

namespace Webhooks.Judging;

/// <summary>Works through what was received, in order: explains what is no change, sends to the shop what must be asked, versions the rest.</summary>
public sealed class Judge(
    IDbContextFactory<JournalDb> databases, CredentialsClient credentials, IOptions<SyncOptions> sync, JournalSignal signal,
    JudgingTurn turn, JournalTurn journal, Rush rush, Sources sources, TimeProvider clock, ILogger<Judge> log) : BackgroundService
{
    private const int AtOnce = 100;
    private const int AtOnceInRush = 25; // what is received waits for the journal as long as a piece takes to write
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signal.Next();
            var judged = 0;
            try
            {
                judged = await JudgeSomeAsync(await rush.PassedAsync(stoppingToken) ? AtOnce : AtOnceInRush, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                continue; // another instance judged one of them; look again
            }
            catch (Exception e)
            {
                log.LogError(e, "Deliveries cannot be judged now");
            }
            if (judged < AtOnceInRush) await Task.WhenAny(next, Task.Delay(LookAgain, clock, stoppingToken));
        }
    }

    private async Task<int> JudgeSomeAsync(int most, CancellationToken cancel)
    {
        using var ours = await turn.TakeAsync(cancel);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var rows = await database.Deliveries.Where(row => row.State == DeliveryState.Received && row.DueAt != null)
            .OrderBy(row => row.Id).Take(most).ToListAsync(cancel);
        if (rows.Count == 0) return 0;
        var whose = await sources.AskAsync(database, rows, cancel);
        rows.RemoveAll(whose.MustWait);
        if (rows.Count == 0) return 0;

        var addressing = await Addressing.AskAsync(sync.Value.TargetList(), credentials, cancel);
        var versions = new Versions(database, addressing, now);
        var read = rows.Select(row => (Row: row, Delivery: WooDelivery.Read(new WooHeaders { Topic = row.Topic, Signature = row.Signature }, row.Body))).ToList();
        foreach (var (row, delivery) in read)
        {
            row.Entity = delivery.Entity;
            row.Key = delivery.Id?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        await versions.LoadAsync(rows.Where(row => row is { Entity: not null, Key: not null }).Select(row => (row.StoreId, row.Entity!, row.Key!)), cancel);
        foreach (var (row, delivery) in read)
        {
            if (whose.Foreign(row) is { } foreign) Versions.Settle(row, DeliveryState.Held, foreign);
            else JudgeOne(row, delivery, versions);
        }

        using (await journal.TakeAsync(cancel)) await database.SaveChangesAsync(cancel);
        signal.Set();
        return rows.Count;
    }

    private void JudgeOne(Delivery row, WooDelivery delivery, Versions versions)
    {
        try
        {
            var known = row is { Entity: not null, Key: not null } && versions.Knows(row.StoreId, row.Entity, row.Key);
            var (kept, reading) = Classify.Of(delivery, row.Body, known);
            if (kept is not null)
            {
                Versions.Settle(row, DeliveryState.Kept, kept);
                if (delivery.Kind == WooDeliveryKind.Error)
                    log.LogWarning("Store {Store}, webhook {Webhook}, delivery {Id}: {Reason}", row.StoreId, row.WebhookId, row.Id, kept);
            }
            else if (reading != ReadKind.None) versions.Wait(row, reading, reading == ReadKind.Refunds ? "The order's refunds are read from the shop." : "The shop is asked what is true of this record.");
            else versions.Judge(row, row.Text(), deleted: false, readFromShop: false);
        }
        catch (Exception e)
        {
            // Whatever it is, it lies in this body, and those behind it in the journal must not wait for it.
            Versions.Settle(row, DeliveryState.Kept, $"The body cannot be read as WooCommerce's {row.Entity}: {e.Message}");
            log.LogWarning(e is WooShapeException ? null : e, "Store {Store}, delivery {Id}: {Reason}", row.StoreId, row.Id, row.Reason);
        }
    }
}
