using Hosting.Observability;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Syncing.Ledger;
using Syncing.Working;

namespace Syncing.Dispatching;

/// <summary>
/// Works the ledger of one target: claims what is due, hands it to the target's flow, records the outcome. First tries, retries, replays
/// and resumes after a crash all come along this one road.
/// </summary>
public sealed class Dispatcher<TDb>(
    Claiming<TDb> claiming, Recording<TDb> recording, TargetAccounts<TDb> accounts, TargetSettings<TDb> settings, WorkSignal<TDb> signal,
    IEnumerable<ITargetFlow> flows, TimeProvider clock, ILogger<Dispatcher<TDb>> log) : BackgroundService
    where TDb : LedgerDb
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    private readonly ITargetFlow _flow = flows.Single(flow => flow.Target == settings.Target);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Alone) await claiming.ReleaseAllAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, settings.Parallelism).Select(_ => WorkerAsync(stoppingToken)));
    }

    private async Task WorkerAsync(CancellationToken cancel)
    {
        await Task.Yield();
        while (!cancel.IsCancellationRequested)
        {
            var next = signal.Next();
            try
            {
                var claim = await claiming.NextAsync(await accounts.ConnectedAsync(cancel), cancel);
                if (claim is null) await WaitAsync(next, LookAgain, cancel);
                else if (claim.Items.Count > 0) await WorkAsync(claim, cancel); // else another worker was faster; look at once for what is left
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning("{Target}: nothing can be worked now: {Message}", settings.Target, e.GetBaseException().Message);
                await WaitAsync(Never, AfterTrouble, cancel);
            }
        }
    }

    private async Task WorkAsync(Claim claim, CancellationToken cancel)
    {
        using var span = Telemetry.Source.StartActivity($"{settings.Target} {claim.Entity}");
        var started = clock.GetTimestamp();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var alive = SignsOfLifeAsync(claim, done.Token);
        IReadOnlyList<WorkResult> results;
        try
        {
            results = await ResultsAsync(claim, cancel);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            await alive;
            // Stopped in order: another instance, or the next start, need not wait for the lease. What may have been sent is marked as such.
            await claiming.GiveBackAsync(claim, CancellationToken.None);
            throw;
        }
        await done.CancelAsync();
        await alive;
        var took = clock.GetElapsedTime(started);
        // Not cancelled by a stop: what was done in the target is recorded.
        await recording.RecordAsync(claim, results, took, CancellationToken.None);
        foreach (var result in results)
        {
            log.Log(result.Fault is null ? LogLevel.Information : LogLevel.Warning,
                "{Target} {Entity} {Key} of {Store}: {Result} {Code} version {Modified:s}/{Seq} try {Attempt} in {Duration} ms {Message}",
                settings.Target, claim.Entity, result.Item.Key, result.Item.StoreId, result.Fault?.Kind.ToString() ?? result.Outcome.ToString(),
                result.Fault?.Code ?? result.Code ?? "-", result.Item.Version.Modified, result.Item.Version.Seq, result.Item.Attempts + 1,
                (long)took.TotalMilliseconds, result.Fault?.Message ?? "");
        }
        signal.Set(); // outcomes to tell, and perhaps newer versions that waited
    }

    private async Task SignsOfLifeAsync(Claim claim, CancellationToken done)
    {
        while (true)
        {
            try
            {
                await Task.Delay(settings.Lease / 3, clock, done);
                await claiming.RenewAsync(claim, done);
            }
            catch (Exception) when (done.IsCancellationRequested)
            {
                return; // the work is done
            }
            catch (Exception e)
            {
                log.LogWarning("{Target}: a claim could not be renewed yet: {Message}", settings.Target, e.GetBaseException().Message);
            }
        }
    }

    private async Task<IReadOnlyList<WorkResult>> ResultsAsync(Claim claim, CancellationToken cancel)
    {
        IReadOnlyList<WorkResult> results;
        string why;
        try
        {
            results = await _flow.WorkAsync(claim.Account, claim.Entity, claim.Items, cancel);
            why = "The target's flow gave no answer for this record; nothing was confirmed. It is tried again.";
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogError(e, "{Target} {Entity}: the batch failed as a whole", settings.Target, claim.Entity);
            results = [];
            why = $"It failed before it was written: {e.GetBaseException().Message}. It is tried again.";
        }
        var answered = results.Select(result => result.Item.RecordId).ToHashSet();
        var missing = claim.Items.Where(item => !answered.Contains(item.RecordId))
            .Select(item => WorkResult.Faulted(item, new Fault(FaultKind.Transient, "no_answer", why)));
        return [.. results, .. missing];
    }

    private static readonly Task Never = new TaskCompletionSource().Task;

    private async Task WaitAsync(Task signal, TimeSpan atMost, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(signal, Task.Delay(atMost, clock, enough.Token));
        await enough.CancelAsync();
    }
}
