using Hosting.Bus;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Journal;

namespace Webhooks.Relaying;

/// <summary>
/// Publishes what is ready until every addressed party has reported that it holds it. A broker's confirm only paces the relay: it says that
/// an exchange took the message, not that a target has it, and the in-memory bus forgets at <c>kill -9</c>. So rows are published again at
/// start, and after a silence that doubles each time, to whoever is missing.
/// </summary>
public sealed class Relay(
    IDbContextFactory<JournalDb> databases, BusGate bus, IOptions<BusOptions> transport, IOptions<RelayOptions> options,
    JournalSignal signal, JournalTurn turn, Rush rush, TimeProvider clock, ILogger<Relay> log) : BackgroundService
{
    private const int InFlight = 128; // about 10,000 confirms/s; one at a time gives 550
    private const int InFlightInRush = 32;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var begun = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signal.Next();
            var published = 0;
            try
            {
                await bus.HealthyAsync(stoppingToken);
                if (!begun) await BeginAsync(stoppingToken);
                begun = true;
                published = await PublishSomeAsync(await rush.PassedAsync(stoppingToken) ? InFlight : InFlightInRush, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning("Changes cannot be published now: {Message}", e.GetBaseException().Message);
                await Task.Delay(LookAgain, clock, stoppingToken);
            }
            if (published == 0) await Task.WhenAny(next, Task.Delay(LookAgain, clock, stoppingToken));
        }
    }

    // What an earlier process published and nobody accepted may be lost: all of it is due.
    private async Task BeginAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        await database.Deliveries.Where(row => row.State == DeliveryState.Ready).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.DueAt, now).SetProperty(row => row.PublishedAt, (DateTimeOffset?)null), cancel);
    }

    private async Task<int> PublishSomeAsync(int most, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var room = most;
        if (!transport.Value.UsesRabbitMq)
        {
            // What is ready is due some day, and on that there is an index.
            var unaccepted = await database.Deliveries.CountAsync(row => row.State == DeliveryState.Ready && row.DueAt != null && row.PublishedAt != null, cancel);
            room = Math.Min(room, Math.Max(options.Value.MaxUnaccepted - unaccepted, unaccepted == 0 ? 1 : 0));
        }
        // What waits for its second time is in the count already, and is not held back by what waits for its first.
        var due = database.Deliveries.AsNoTracking().Include(row => row.Addressed).AsSplitQuery() // joined, each body would come once per target
            .Where(row => row.State == DeliveryState.Ready && row.DueAt <= now).OrderBy(row => row.Id);
        var again = await due.Where(row => row.PublishedAt != null).Take(most / 2).ToListAsync(cancel);
        var first = await due.Where(row => row.PublishedAt == null).Take(Math.Min(room, most - again.Count)).ToListAsync(cancel);
        List<Delivery> rows = [.. again, .. first];
        if (rows.Count == 0) return 0;

        var confirmed = await Task.WhenAll(rows.Select(row => PublishOneAsync(row, cancel)));
        foreach (var group in rows.Where((_, i) => confirmed[i]).GroupBy(row => row.Attempts))
        {
            var ids = group.Select(row => row.Id).ToList();
            var next = now + Silence(group.Key);
            using var ours = await turn.TakeAsync(cancel);
            await database.Deliveries.Where(row => ids.Contains(row.Id) && row.State == DeliveryState.Ready).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.DueAt, next).SetProperty(row => row.PublishedAt, now).SetProperty(row => row.Attempts, row => row.Attempts + 1), cancel);
        }
        if (Array.TrueForAll(confirmed, ok => !ok)) throw new TimeoutException("The broker confirmed nothing.");
        return rows.Count;
    }

    private async Task<bool> PublishOneAsync(Delivery row, CancellationToken cancel)
    {
        try
        {
            await Messages.PublishAsync(bus, row, cancel);
            return true;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogWarning("Delivery {Id} could not be published: {Message}", row.Id, e.GetBaseException().Message);
            return false;
        }
    }

    private TimeSpan Silence(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(options.Value.FirstSilenceSeconds * Math.Pow(2, Math.Min(attempts, 20)), options.Value.LongestSilenceSeconds));
}
