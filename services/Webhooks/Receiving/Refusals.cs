using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;

namespace Webhooks.Receiving;

/// <summary>Counts refused deliveries in memory and writes the counters every few seconds: whoever sends rubbish gets no write per request.</summary>
public sealed class Refusals(IDbContextFactory<JournalDb> databases, TimeProvider clock, ILogger<Refusals> log) : BackgroundService
{
    private const int MostCounters = 1000;
    private const string Others = "(others)";
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(5);

    private ConcurrentDictionary<(string Store, long Webhook), (long Count, DateTimeOffset LastAt)> _counters = new();

    /// <summary>Counts one.</summary>
    public void Count(string storeId, long? webhookId)
    {
        var now = clock.GetUtcNow();
        var key = (storeId, webhookId ?? 0);
        if (_counters.Count >= MostCounters && !_counters.ContainsKey(key)) key = (Others, 0);
        _counters.AddOrUpdate(key, (1, now), (_, old) => (old.Count + 1, now));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(WriteEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await WriteAsync();
        }
        catch (OperationCanceledException)
        {
            await WriteAsync();
        }
    }

    private async Task WriteAsync()
    {
        if (_counters.IsEmpty) return;
        var counters = Interlocked.Exchange(ref _counters, new());
        try
        {
            await using var database = await databases.CreateDbContextAsync();
            foreach (var ((store, webhook), (count, lastAt)) in counters)
            {
                var row = await database.Refusals.FindAsync(store, webhook);
                if (row is null) database.Add(row = new Refusal { StoreId = store, WebhookId = webhook });
                row.Count += count;
                row.LastAt = lastAt;
            }
            await database.SaveChangesAsync();
        }
        catch (Exception e)
        {
            log.LogWarning("{Count} refused deliveries could not be counted: {Message}", counters.Count, e.GetBaseException().Message);
        }
    }
}
