using System.Globalization;
using Contracts;
using Hosting.Secrets;
using Hosting.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Journal;
using Webhooks.Judging;
using Webhooks.Pulling;
using Webhooks.Reading;
using Woo.Reading;
using Woo.Shapes;
using Woo.Verifying;

namespace Webhooks.Planning;

/// <summary>
/// Sends what was read through the gate that a run's rows pass: the same judging on a journal that is only read. What is versioned here is
/// forgotten with the unit of work.
/// </summary>
public sealed class PlanGate(IDbContextFactory<JournalDb> databases, CredentialsClient credentials, WooClientFactory shops, IOptions<SyncOptions> sync, TimeProvider clock)
{
    private const int ShopTries = 3;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>The rows that a run would publish, with version and addressees; and those that it could not judge, with the reason.</summary>
    public async Task<(IReadOnlyList<Delivery> Published, IReadOnlyList<(Delivery Row, string Problem)> Unread)> PassAsync(IReadOnlyList<Delivery> rows, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel); // never saved
        var targets = sync.Value.TargetList();
        var versions = new Versions(database, await Addressing.AskAsync(targets, credentials, cancel), clock.GetUtcNow());
        var read = rows.Select(row => (Row: row, Delivery: WooDelivery.Read(new WooHeaders { Topic = row.Topic, Signature = row.Signature }, row.Body))).ToList();
        foreach (var (row, delivery) in read) (row.Entity, row.Key) = (delivery.Entity, delivery.Id?.ToString(CultureInfo.InvariantCulture));
        await versions.LoadAsync(rows.Where(row => row is { Entity: not null, Key: not null }).Select(row => (row.StoreId, row.Entity!, row.Key!)), cancel);

        var unread = new List<(Delivery, string)>();
        foreach (var (row, delivery) in read)
        {
            try
            {
                if (await JudgeAsync(row, delivery, versions, cancel) is { } problem) unread.Add((row, problem));
            }
            catch (WooShapeException e)
            {
                Versions.Settle(row, DeliveryState.Kept, $"The body cannot be read as WooCommerce's {row.Entity}: {e.Message}");
            }
        }
        return ([.. rows.Where(row => row.State == DeliveryState.Ready)], unread);
    }

    private async Task<string?> JudgeAsync(Delivery row, WooDelivery delivery, Versions versions, CancellationToken cancel)
    {
        var known = row is { Entity: not null, Key: not null } && versions.Knows(row.StoreId, row.Entity, row.Key);
        var (kept, reading) = Classify.Of(delivery, row.Body, known);
        if (kept is not null)
        {
            Versions.Settle(row, DeliveryState.Kept, kept);
            return null;
        }
        if (reading == ReadKind.None)
        {
            // A tie is settled by asking the shop, and this is what it just said.
            versions.Judge(row, row.Text(), deleted: false, readFromShop: true);
            return null;
        }
        row.Read = reading;
        var answer = await AskAsync(row, cancel);
        if (answer.Problem is { } problem) return problem;
        ShopReader.Apply(row, answer, versions);
        if (row.State == DeliveryState.Waiting) versions.Judge(row, row.Text(), deleted: false, readFromShop: true);
        return null;
    }

    // A run asks until the shop answers; somebody waits for a dry run, so it tries a few times.
    private async Task<ShopAnswer> AskAsync(Delivery row, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await OnceAsync(row, cancel);
            if (answer.Problem is null || tries >= ShopTries || answer.RetryAfter > LongestWait) return answer;
            await Task.Delay(answer.RetryAfter ?? TimeSpan.FromSeconds(tries), clock, cancel);
        }
    }

    private async Task<ShopAnswer> OnceAsync(Delivery row, CancellationToken cancel)
    {
        try
        {
            var store = await credentials.FindAsync(row.StoreId, cancel);
            if (store is null) return ShopAnswer.Away("The WooCommerce credential of this store is missing or inactive.");
            return await Ask.ShopAsync(shops.For(store.Field("store_url"), store.Field("consumer_key"), store.Field("consumer_secret")), row, cancel);
        }
        catch (Exception e) when (e is CredentialsUnavailableException or ArgumentException or KeyNotFoundException)
        {
            return ShopAnswer.Away(e.Message);
        }
    }
}
