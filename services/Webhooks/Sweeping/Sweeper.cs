using System.Collections.Concurrent;
using Hosting;
using Hosting.Data;
using Hosting.Secrets;
using Webhooks.Journal;

namespace Webhooks.Sweeping;

/// <summary>Makes the sweeps that are due. Stores do not wait for one another, and the comparison of all ids, which takes long, holds up no other sweep.</summary>
public sealed class Sweeper(
    SweepBook book, SweepWork work, ErrorBodies errors, CredentialsClient credentials, JournalSignal signal, IConfiguration configuration, TimeProvider clock, ILogger<Sweeper> log)
    : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Store, bool Long), Task> _working = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LoopAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        await Task.WhenAll(_working.Values);
    }

    private async Task LoopAsync(CancellationToken cancel)
    {
        var begun = false;
        while (true)
        {
            var wait = LookAgain;
            try
            {
                if (!begun && configuration.GetValue<bool>(ServiceAddresses.AllInOne) && configuration.UsesFiles()) await book.ReleaseAllAsync(cancel);
                begun = true;
                await LookAsync(cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                log.LogWarning("Shops cannot be swept now: {Message}", e.GetBaseException().Message);
                wait = AfterTrouble;
            }
            await Task.Delay(wait, clock, cancel);
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        var stores = (await credentials.ActiveAsync("woocommerce", cancel)).ToDictionary(store => store.Id, store => store.TenantId);
        var rows = await book.PlanAsync(stores.Keys, cancel);
        await errors.LookAsync(rows, cancel);
        var now = clock.GetUtcNow();
        foreach (var group in rows.Where(row => row.DueAt <= now && !(row.LeaseUntil > now)).GroupBy(row => (row.StoreId, row.Kind == SweepKinds.Ids)))
        {
            if (_working.TryGetValue(group.Key, out var before) && !before.IsCompleted) continue;
            List<Sweep> due = [.. group.OrderBy(row => row.DueAt)];
            _working[group.Key] = Task.Run(() => OneAfterAnotherAsync(due, stores[group.Key.StoreId], cancel), CancellationToken.None);
        }
    }

    private async Task OneAfterAnotherAsync(List<Sweep> due, string tenant, CancellationToken cancel)
    {
        foreach (var row in due)
        {
            if (cancel.IsCancellationRequested) return;
            try
            {
                await work.RunAsync(row, tenant, cancel);
            }
            catch (Exception e)
            {
                // The database, most likely: the lease ends by itself.
                if (!cancel.IsCancellationRequested) log.LogWarning("Store {Store}: the sweep {Kind} of {Entity} could not be written down: {Message}", row.StoreId, row.Kind, row.Entity, e.GetBaseException().Message);
            }
        }
        signal.Set();
    }
}
