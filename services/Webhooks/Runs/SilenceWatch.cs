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
        var began = clock.GetUtcNow();
        var fromBefore = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await bus.HealthyAsync(stoppingToken);
                await Task.Delay(Every, clock, stoppingToken);
                var found = await AskForAsync(fromBefore ? began : null, stoppingToken);
                if (found < AtOnce) fromBefore = false;
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

    // The event moves the run's due time, so a run that was asked for is not asked for again at once.
    private async Task<int> AskForAsync(DateTimeOffset? startedBefore, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var open = database.Runs.AsNoTracking().Where(run => run.SuspectAt != null);
        open = startedBefore is { } before ? open.Where(run => run.StartedAt < before) : open.Where(run => run.SuspectAt <= now);
        var runs = await open.OrderBy(run => run.SuspectAt).Take(AtOnce).ToListAsync(cancel);
        foreach (var run in runs)
        {
            var items = await database.Items.AsNoTracking().Where(item => item.SyncId == run.CorrelationId && item.Outcome == null).ToListAsync(cancel);
            foreach (var settled in await targets.SettledAsync(run, items, cancel)) await bus.PublishAsync(settled, cancel);
            if (run.SuspectAt <= now) await bus.PublishAsync(new RunSilent { SyncId = run.CorrelationId }, cancel);
        }
        return runs.Count;
    }
}
