using Hosting;
using Hosting.Bus;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Webhooks.Runs;

/// <summary>
/// Gives silence a name, and asks the targets what became of what is awaited: on the in-memory bus a killed process takes answers with it, and
/// what is tried in vain says nothing by itself. At start every open run is asked for; later those that are overdue.
/// </summary>
public sealed class SilenceWatch(
    IDbContextFactory<RunsDb> databases, AskTargets targets, BusGate bus, IOptions<RunOptions> options, TimeProvider clock, ILogger<SilenceWatch> log) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var before = new Earlier(clock.GetUtcNow());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await bus.HealthyAsync(stoppingToken);
                await Task.Delay(Every, clock, stoppingToken);
                while (!before.Done) await AskForEarlierAsync(before, stoppingToken);
                await AskForSilentAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning("Silent runs cannot be followed up now: {Message}", e.GetBaseException().Message);
            }
        }
    }

    // The open runs of an earlier process, page by page: those that stay open are not asked for over and over.
    private sealed class Earlier(DateTimeOffset until)
    {
        public DateTimeOffset From { get; set; } = DateTimeOffset.UnixEpoch;

        public DateTimeOffset Until { get; } = until;

        public bool Done { get; set; }
    }

    private async Task AskForEarlierAsync(Earlier earlier, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var page = await database.Runs.AsNoTracking()
            .Where(run => run.SuspectAt != null && run.StartedAt >= earlier.From && run.StartedAt < earlier.Until)
            .OrderBy(run => run.StartedAt).Take(AtOnce).ToListAsync(cancel);
        foreach (var run in page) await AskAsync(database, run, cancel);
        earlier.Done = page.Count < AtOnce || page[^1].StartedAt == earlier.From;
        if (page.Count > 0) earlier.From = page[^1].StartedAt;
    }

    private async Task AskForSilentAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var silent = await database.Runs.AsNoTracking().Where(run => run.SuspectAt <= now).OrderBy(run => run.SuspectAt).Take(AtOnce).ToListAsync(cancel);
        foreach (var run in silent)
        {
            // One instance asks; the event that follows moves the due time for good.
            DateTimeOffset? lease = now + Lease;
            if (await database.Runs.Where(row => row.CorrelationId == run.CorrelationId && row.SuspectAt == run.SuspectAt)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.SuspectAt, lease), cancel) == 0) continue;
            await AskAsync(database, run, cancel);
            await bus.PublishAsync(new RunSilent { SyncId = run.CorrelationId }, cancel);
        }
    }

    // Target by target and page by page, behind the last key: a run may await a hundred thousand.
    private async Task AskAsync(RunsDb database, Run run, CancellationToken cancel)
    {
        var awaited = database.Items.AsNoTracking().Where(item => item.SyncId == run.CorrelationId && item.SettledAt == null);
        foreach (var list in await awaited.Select(item => new { item.Target, item.Entity }).Distinct().ToListAsync(cancel))
        {
            for (var behind = ""; ;)
            {
                var page = await awaited.Where(item => item.Target == list.Target && item.Entity == list.Entity && string.Compare(item.Key, behind) > 0)
                    .OrderBy(item => item.Key).Take(AskTargets.AtOnce).ToListAsync(cancel);
                if (page.Count == 0 || await targets.StandingsAsync(run, list.Target, page, cancel) is not { } standings) break;
                var now = clock.GetUtcNow();
                await Task.WhenAll(standings.Select(standing => Patience.Outcome(standing, run, list.Target, options.Value.MaxWait, now)).OfType<Contracts.RecordSettled>()
                    .Select(settled => bus.PublishAsync(settled, cancel)));
                if (page.Count < AskTargets.AtOnce) break;
                behind = page[^1].Key;
            }
        }
    }
}
