using System.Collections.Concurrent;
using System.Threading.Channels;
using Hosting;
using Hosting.Data;
using Hosting.Secrets;
using Webhooks.Pulling;
using Webhooks.Records;
using Webhooks.Runs;

namespace Webhooks.Planning;

/// <summary>
/// Works dry runs: reads the shop as a pull does, judges what was read as the gate would, asks the targets what they would do, and writes the
/// answers down as a run. Nothing else is written: no journal, no ledger, no watermark, nothing outside.
/// </summary>
public sealed class Planner(
    ShopPages pages, PlanGate gate, PlanBook book, Accounts accounts, TargetServices targets, IConfiguration configuration, TimeProvider clock, ILogger<Planner> log) : BackgroundService
{
    private const int AtOnce = 2;
    private const int RowsAtOnce = 100;
    private const int ShopTries = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(65);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    private readonly Channel<Pull> _waiting = Channel.CreateUnbounded<Pull>();
    private readonly ConcurrentDictionary<Guid, Pull> _ours = new();
    private readonly DateTimeOffset _began = clock.GetUtcNow();

    /// <summary>Begins a dry run; it stands in the table of runs then.</summary>
    public async Task<Pull> BeginAsync(Pull pull, CancellationToken cancel)
    {
        if (!_ours.TryAdd(pull.SyncId, pull)) return pull; // asked for once more while it is planned
        var begun = false;
        try
        {
            begun = await book.BeginAsync(pull, cancel);
        }
        finally
        {
            if (!begun) _ours.TryRemove(pull.SyncId, out _);
        }
        if (begun) await _waiting.Writer.WriteAsync(pull, CancellationToken.None); // it is on disk: whoever asked may have gone
        return pull;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // On files of its own a process plans alone: what has not ended was left by one that is dead.
        DateTimeOffset? alone = configuration.GetValue<bool>(ServiceAddresses.AllInOne) && configuration.UsesFiles() ? _began : null;
        try
        {
            await TryAsync("Dry runs of an earlier process cannot be ended now", () => book.EndDeadAsync([.. _ours.Keys], alone, stoppingToken), stoppingToken);
            await Task.WhenAll([BeatAsync(stoppingToken), .. Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(stoppingToken))]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was stopped in order need not be found dead.
            foreach (var pull in _ours.Values)
                await TryAsync("A dry run cannot be ended now", () => book.EndAsync(pull.SyncId, [PlanBook.Stopped(pull.Entity)], CancellationToken.None), CancellationToken.None);
        }
    }

    private async Task WorkAsync(CancellationToken cancel)
    {
        await foreach (var pull in _waiting.Reader.ReadAllAsync(cancel))
        {
            await TryAsync("A dry run failed inside", () => PlanAsync(pull, cancel), cancel,
                e => book.EndAsync(pull.SyncId, [ErrorOf(pull, e)], cancel));
            _ours.TryRemove(pull.SyncId, out _);
        }
    }

    private async Task PlanAsync(Pull pull, CancellationToken cancel)
    {
        var connected = (await accounts.OfAsync(pull.TenantId, pull.Target, cancel)).Select(account => account.Target).ToList();
        var (asking, seen) = (new PlanAsking(targets, pull, clock), new HashSet<string>(StringComparer.Ordinal));
        while (true)
        {
            var page = await ReadAsync(pull, cancel);
            if (page.Problem is { } problem)
            {
                var unreadable = new RunError("", pull.Entity, "", $"The shop cannot be read: {problem} What is not read yet is not planned. Start the dry run again once it is mended.", "shop_unreadable");
                await book.EndAsync(pull.SyncId, [unreadable, .. asking.Problems], cancel);
                return;
            }
            // Pages overlap; what is read twice as it was counts once, as it does in the journal.
            foreach (var rows in page.Rows.Where(row => seen.Add(row.DuplicateKey!)).Chunk(RowsAtOnce))
            {
                var (published, unread) = await gate.PassAsync(rows, cancel);
                IReadOnlyList<RunItem> items = [.. await asking.AskAsync(published, cancel), .. asking.Unread(unread, connected)];
                if (items.Count > 0 && !await book.AddAsync(pull.SyncId, items, cancel)) return;
            }
            if (page.MoveOn(pull)) break;
        }
        await book.EndAsync(pull.SyncId, [.. asking.Problems], cancel);
    }

    private static RunError ErrorOf(Pull pull, Exception e) => e is CredentialsUnavailableException
        ? new("", pull.Entity, "", $"Credentials cannot be asked now: {e.Message} Nothing was written anywhere. Start the dry run again.", "credentials_away")
        : new("", pull.Entity, "", $"The dry run failed inside ({e.GetType().Name}): the log says more. Nothing was written anywhere. Start it again.", "internal");

    // A run tries until the shop answers; somebody waits for a dry run.
    private async Task<PageRead> ReadAsync(Pull pull, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var page = await pages.NextAsync(pull, cancel);
            if (page.Smaller is { } smaller) pull.PageSize = smaller;
            var wait = page.Wait ?? TimeSpan.FromSeconds(tries);
            if (page.Problem is null || tries >= ShopTries || wait > LongestWait) return page;
            await Task.Delay(wait, clock, cancel);
        }
    }

    private async Task BeatAsync(CancellationToken cancel)
    {
        while (true)
        {
            await Task.Delay(Beat, clock, cancel);
            await TryAsync("Dry runs cannot give signs of life now", async () =>
            {
                if (!_ours.IsEmpty) await book.AliveAsync([.. _ours.Keys], cancel);
                await book.EndDeadAsync([.. _ours.Keys], null, cancel);
            }, cancel);
        }
    }

    private async Task TryAsync(string otherwise, Func<Task> work, CancellationToken cancel, Func<Exception, Task>? then = null)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogError(e, "{What}", otherwise);
            if (then is not null) await TryAsync("A dry run cannot be ended now", () => then(e), cancel);
        }
    }
}
