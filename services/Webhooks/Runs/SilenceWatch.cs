using Hosting;
using Hosting.Bus;
using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary>
/// Gives silence a name, and asks the targets what became of what is awaited: on the in-memory bus a killed process takes answers with it.
/// At start every open run is asked for; later those that are overdue.
/// </summary>
public sealed class SilenceWatch(
    IDbContextFactory<RunsDb> databases, AskTargets targets, BusGate bus, TimeProvider clock, ILogger<SilenceWatch> log) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

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
        await AskAsync(database, page, cancel);
        earlier.Done = page.Count < AtOnce || page[^1].StartedAt == earlier.From;
        if (page.Count > 0) earlier.From = page[^1].StartedAt;
    }

    // The event moves the run's due time, so a run that was asked for is not asked for again at once.
    private async Task AskForSilentAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var silent = await database.Runs.AsNoTracking().Where(run => run.SuspectAt <= now).OrderBy(run => run.SuspectAt).Take(AtOnce).ToListAsync(cancel);
        await AskAsync(database, silent, cancel);
        foreach (var run in silent) await bus.PublishAsync(new RunSilent { SyncId = run.CorrelationId }, cancel);
    }

    private async Task AskAsync(RunsDb database, IReadOnlyList<Run> runs, CancellationToken cancel)
    {
        foreach (var run in runs)
        {
            var items = await database.Items.AsNoTracking().Where(item => item.SyncId == run.CorrelationId && item.Outcome == null).ToListAsync(cancel);
            foreach (var settled in await targets.SettledAsync(run, items, cancel)) await bus.PublishAsync(settled, cancel);
        }
    }
}
