using System.Text.Json;
using Hosting;
using Hosting.Bus;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Webhooks.Pulling;
using Webhooks.Records;
using Webhooks.Runs;

namespace Webhooks.Stopping;

/// <summary>
/// Tells every target that a run was cancelled or resumed, again until each has answered; and the run itself, where the process ended between
/// stopping the reading and telling the run.
/// </summary>
public sealed class TellTargets(
    IDbContextFactory<RunsDb> runs, IDbContextFactory<JournalDb> journal, TargetServices targets, Halt halt, StopRun stops, BusGate bus, TimeProvider clock, ILogger<TellTargets> log) : BackgroundService
{
    private const int AtOnce = 50;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, clock, stoppingToken);
                await bus.HealthyAsync(stoppingToken);
                await TellRunsAsync(stoppingToken);
                await using var database = await runs.CreateDbContextAsync(stoppingToken);
                var untold = await database.Runs.AsNoTracking().Where(run => run.Untold != null).OrderBy(run => run.ChangedAt).Take(AtOnce).ToListAsync(stoppingToken);
                foreach (var run in untold) await TellAsync(run, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning("Cancelled runs cannot be followed up now: {Message}", e.GetBaseException().Message);
            }
        }
    }

    /// <summary>Tells the targets that have not heard yet. Those that do not answer are told again later.</summary>
    public async Task TellAsync(Run run, CancellationToken cancel)
    {
        if (run is not { Untold: { } untold, ChangedAt: { } at }) return;
        var word = run.CurrentState == nameof(RunMachine.Cancelled) ? "cancel" : "resume";
        var left = (await Task.WhenAll(untold.Split(',').Intersect(targets.All).Select(async target => await HearsAsync(target, run, word, at, cancel) ? null : target))).OfType<string>().ToList();
        var still = left.Count == 0 ? null : string.Join(',', left);
        await using var database = await runs.CreateDbContextAsync(cancel);
        // Only while it is the same word: it may have been resumed meanwhile, which all must hear of.
        await database.Runs.Where(row => row.CorrelationId == run.CorrelationId && row.ChangedAt == at).ExecuteUpdateAsync(set => set.SetProperty(row => row.Untold, still), cancel);
    }

    private async Task<bool> HearsAsync(string target, Run run, string word, DateTimeOffset at, CancellationToken cancel)
    {
        try
        {
            await targets.PostAsync<JsonElement>(target, $"/runs/{run.CorrelationId}/{word}", new { at }, cancel);
            return true;
        }
        catch (TargetAwayException e)
        {
            log.LogWarning("Run {Run}: {Word} is told again: {Message}", run.CorrelationId, word, e.Message);
            return false;
        }
    }

    private async Task TellRunsAsync(CancellationToken cancel)
    {
        await using var database = await journal.CreateDbContextAsync(cancel);
        foreach (var pull in await database.Pulls.AsNoTracking().Where(pull => pull.State == PullState.Cancelled && pull.DueAt != null).OrderBy(pull => pull.StartedAt).Take(AtOnce).ToListAsync(cancel))
        {
            await using var books = await runs.CreateDbContextAsync(cancel);
            if (await books.Runs.AnyAsync(run => run.CorrelationId == pull.SyncId && run.EndedAt != null, cancel)) await halt.HeardAsync(pull.SyncId, cancel);
            else await stops.TellRunAsync(pull, cancel);
        }
    }
}
