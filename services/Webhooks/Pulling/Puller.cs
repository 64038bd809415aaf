using Contracts;
using Hosting.Bus;
using Hosting.Data;
using Hosting;
using Hosting.Settings;
using Microsoft.Extensions.Options;
using Webhooks.Journal;

namespace Webhooks.Pulling;

/// <summary>Works pulls: reads page by page, then waits until what was read is judged, then tells the run what it has to wait for.</summary>
public sealed class Puller(
    PullBook book, PageReader pages, BusGate bus, JournalSignal signal, IOptions<PullOptions> options, IConfiguration configuration, TimeProvider clock, ILogger<Puller> log) : BackgroundService
{
    private const int PagesInOneGo = 20;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50); // in a busy journal there is something new all the time, seldom for us
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration.GetValue<bool>(ServiceAddresses.AllInOne) && configuration.UsesFiles()) await book.ReleaseAllAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signal.Next();
            var worked = false;
            try
            {
                var due = await book.DueAsync(stoppingToken);
                await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = stoppingToken }, async (pull, cancel) =>
                {
                    if (await OneAsync(pull, cancel)) worked = true;
                });
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning("Shops cannot be read now: {Message}", e.GetBaseException().Message);
                await Task.Delay(AfterTrouble, clock, stoppingToken);
            }
            if (worked) continue;
            await Task.Delay(Breath, clock, stoppingToken);
            await Task.WhenAny(next, Task.Delay(LookAgain, clock, stoppingToken));
        }
    }

    // What goes wrong with one pull puts off that pull alone.
    private async Task<bool> OneAsync(Pull pull, CancellationToken cancel)
    {
        if (!await book.LeaseAsync(pull, cancel)) return true;
        try
        {
            switch (pull.State)
            {
                case PullState.Reading:
                    await ReadAsync(pull, cancel);
                    return true;
                case PullState.Judging:
                    return await JudgedAsync(pull, cancel);
                case PullState.Telling:
                    await TellAsync(pull, cancel);
                    return false;
                default:
                    pull.DueAt = null;
                    return false;
            }
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogError(e, "Run {Run} cannot go on reading {Entity} of store {Store}", pull.SyncId, pull.Entity, pull.StoreId);
            pull.Problem = $"Reading failed inside ({e.GetBaseException().GetType().Name}); it is tried again by itself. The log says more.";
            pull.DueAt = clock.GetUtcNow() + AfterTrouble;
            return false;
        }
        finally
        {
            pull.LeaseUntil = null;
            await book.SaveAsync(pull, null, CancellationToken.None);
        }
    }

    private async Task ReadAsync(Pull pull, CancellationToken cancel)
    {
        for (var page = 0; page < PagesInOneGo; page++)
        {
            // The journal is an outbox: what is read far ahead of the targets would only lie in it.
            if (await book.AheadAsync(pull.StoreId, cancel) > options.Value.MaxAhead)
            {
                pull.DueAt = clock.GetUtcNow() + LookAgain;
                return;
            }
            if (!await pages.ReadAsync(pull, cancel) || pull.State != PullState.Reading) return;
            pull.LeaseUntil = clock.GetUtcNow() + book.Lease;
        }
    }

    private async Task<bool> JudgedAsync(Pull pull, CancellationToken cancel)
    {
        if (await book.ExpectedAsync(pull, cancel) is null)
        {
            pull.DueAt = clock.GetUtcNow() + LookAgain;
            return false;
        }
        (pull.State, pull.DueAt, pull.Attempts) = (PullState.Telling, clock.GetUtcNow(), 0);
        return true;
    }

    private async Task TellAsync(Pull pull, CancellationToken cancel)
    {
        pull.Expected = await book.ExpectedAsync(pull, cancel);
        if (pull is { Quiet: true, Expected: 0 })
        {
            (pull.State, pull.DueAt) = (PullState.Done, null); // nobody ever heard of it
            return;
        }
        await bus.PublishAsync(PullMessages.Read(pull, pull.Expected!.Value), cancel);
        pull.Attempts++;
        pull.DueAt = clock.GetUtcNow() + (TellAgain * Math.Pow(2, Math.Min(pull.Attempts - 1, 8)));
    }
}
