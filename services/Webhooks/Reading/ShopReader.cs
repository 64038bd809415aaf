using Hosting.Secrets;
using Hosting.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Journal;
using Webhooks.Judging;
using Woo.Reading;

namespace Webhooks.Reading;

/// <summary>Reads from the shop what rows of the journal wait for. A shop that cannot be read holds up those rows alone, visibly.</summary>
public sealed class ShopReader(
    IDbContextFactory<JournalDb> databases, CredentialsClient credentials, WooClientFactory shops, IOptions<SyncOptions> sync,
    JournalSignal signal, JudgingTurn turn, TimeProvider clock, ILogger<ShopReader> log) : BackgroundService
{
    private const int AtOnce = 16;
    private const int Tries = 5;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50); // in a busy journal there is something new all the time, seldom for us

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signal.Next();
            var read = 0;
            try
            {
                var ids = await DueAsync(stoppingToken);
                await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = stoppingToken },
                    async (id, cancel) => await TryOneAsync(id, cancel));
                read = ids.Count;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The shop cannot be read now");
                await Task.Delay(LookAgain, clock, stoppingToken);
            }
            if (read >= AtOnce) continue;
            if (read == 0) await Task.Delay(Breath, clock, stoppingToken);
            await Task.WhenAny(next, Task.Delay(LookAgain, clock, stoppingToken));
        }
    }

    private async Task<List<long>> DueAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        return await database.Deliveries.Where(row => row.State == DeliveryState.Waiting && row.DueAt <= now)
            .OrderBy(row => row.DueAt).Take(AtOnce).Select(row => row.Id).ToListAsync(cancel);
    }

    // What goes wrong with one row puts off that row alone.
    private async Task TryOneAsync(long id, CancellationToken cancel)
    {
        try
        {
            await ReadOneAsync(id, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogError(e, "Delivery {Id} cannot be judged by what the shop says", id);
            await using var database = await databases.CreateDbContextAsync(cancel);
            var row = await database.Deliveries.SingleAsync(r => r.Id == id, cancel);
            if (row.State != DeliveryState.Waiting) return;
            row.Attempts++;
            row.DueAt = clock.GetUtcNow() + Backoff(row.Attempts);
            row.Reason = $"The shop's answer could not be worked: {(e.Message.Length > 500 ? e.Message[..500] : e.Message)}";
            await database.SaveChangesAsync(cancel);
        }
    }

    private async Task ReadOneAsync(long id, CancellationToken cancel)
    {
        Delivery row;
        await using (var database = await databases.CreateDbContextAsync(cancel))
            row = await database.Deliveries.AsNoTracking().SingleAsync(r => r.Id == id, cancel);
        var answer = await AskAsync(row, cancel);

        for (var tries = 1; ; tries++)
        {
            try
            {
                await ApplyAsync(id, answer, cancel);
                signal.Set();
                return;
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Another instance versioned the same record meanwhile; compare again.
            }
        }
    }

    private async Task<ShopAnswer> AskAsync(Delivery row, CancellationToken cancel)
    {
        try
        {
            var store = await credentials.FindAsync(row.StoreId, cancel);
            if (store is null) return ShopAnswer.Away("The WooCommerce credential of this store is missing or inactive.");
            var shop = shops.For(store.Field("store_url"), store.Field("consumer_key"), store.Field("consumer_secret"));
            return await Ask.ShopAsync(shop, row, cancel);
        }
        catch (Exception e) when (e is CredentialsUnavailableException or ArgumentException or KeyNotFoundException)
        {
            return ShopAnswer.Away(e.Message);
        }
    }

    private async Task ApplyAsync(long id, ShopAnswer answer, CancellationToken cancel)
    {
        using var ours = await turn.TakeAsync(cancel);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var row = await database.Deliveries.SingleAsync(r => r.Id == id, cancel);
        if (row.State != DeliveryState.Waiting) return; // done by another instance
        var versions = new Versions(database, await Addressing.AskAsync(sync.Value.TargetList(), credentials, cancel), now);
        await versions.LoadAsync([(row.StoreId, row.Entity!, row.Key!)], cancel);

        row.Attempts++;
        if (answer.Problem is { } problem)
        {
            row.Reason = $"The shop must be read first, and cannot be: {problem}";
            row.DueAt = now + (answer.RetryAfter > Backoff(row.Attempts) ? answer.RetryAfter.Value : Backoff(row.Attempts));
            log.LogWarning("Store {Store} {Entity} {Key}: {Reason}", row.StoreId, row.Entity, row.Key, row.Reason);
        }
        else
        {
            try
            {
                Apply(row, answer, versions);
            }
            catch (Woo.Shapes.WooShapeException e)
            {
                Versions.Settle(row, DeliveryState.Kept, $"What the shop answered cannot be read as WooCommerce's {row.Entity}: {e.Message}");
            }
        }
        await database.SaveChangesAsync(cancel);
    }

    /// <summary>Judges a row by what the shop said of it.</summary>
    /// <exception cref="Woo.Shapes.WooShapeException">That cannot be read.</exception>
    internal static void Apply(Delivery row, ShopAnswer answer, Versions versions)
    {
        row.Refunds = answer.Refunds;
        if (answer.Gone) versions.JudgeGone(row);
        else if (answer.Body is { } body)
        {
            row.ReadBody = body;
            if (!answer.Trashed && Classify.OfRead(row.Entity!, body, versions.Knows(row.StoreId, row.Entity!, row.Key!)) is { } kept)
                Versions.Settle(row, DeliveryState.Kept, kept);
            else versions.Judge(row, body, answer.Trashed, readFromShop: true);
        }
        else versions.Judge(row, row.Text(), deleted: false, readFromShop: false);
    }

    private static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, Math.Min(attempts - 1, 10)), 600));
}
