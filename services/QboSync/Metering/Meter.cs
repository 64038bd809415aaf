using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using QboSync.Settings;
using QboSync.Storage;

namespace QboSync.Metering;

/// <summary>
/// Counts calls and writes the counts down now and then: what a killed process had not written is a few calls, and not worth a commit each.
/// </summary>
public sealed class Meter(IDbContextFactory<QboSyncDb> databases, IOptions<QuickBooksOptions> options, TimeProvider clock, ILogger<Meter> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);
    private const int Most = 500;

    private readonly Lock _lock = new();
    private Dictionary<(string Account, string Day, CallKind Kind), long> _counted = [];
    private readonly SemaphoreSlim _writing = new(1, 1);
    private volatile bool _tight;
    private int _unwritten;

    /// <summary>
    /// The month's budget of reads is nearly used, or will be at this pace: what reads only to be sure should wait. Known after the first counts
    /// were written.
    /// </summary>
    public bool Tight => _tight;

    /// <summary>Counts calls that are about to leave.</summary>
    public void Count(string account, CallKind kind, int count)
    {
        if (count == 0) return;
        bool full;
        lock (_lock)
        {
            var key = (account, Today(), kind);
            _counted[key] = _counted.GetValueOrDefault(key) + count;
            full = ++_unwritten >= Most;
            if (full) _unwritten = 0;
        }
        if (full) _ = Task.Run(TryWriteAsync);
    }

    /// <summary>This month's use.</summary>
    public async Task<Usage> UsageAsync(CancellationToken cancel)
    {
        await WriteAsync(cancel);
        var month = Today()[..7];
        await using var database = databases.CreateDbContext();
        var counts = await database.CallCounts.AsNoTracking().Where(count => count.Day.StartsWith(month)).ToListAsync(cancel);
        var usage = Usage.Of(counts, clock.GetUtcNow(), options.Value.MonthlyReads);
        _tight = usage.Tight;
        return usage;
    }

    /// <summary>Writes down what was counted since the last time.</summary>
    public async Task WriteAsync(CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            Dictionary<(string, string, CallKind), long> counted;
            lock (_lock) (counted, _counted, _unwritten) = (_counted, [], 0);
            try
            {
                foreach (var ((account, day, kind), count) in counted.ToList())
                {
                    await AddAsync(account, day, kind, count, cancel);
                    counted.Remove((account, day, kind));
                }
            }
            finally
            {
                lock (_lock) foreach (var (key, count) in counted) _counted[key] = _counted.GetValueOrDefault(key) + count;
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TryWriteAsync();
                await Task.Delay(Every, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await TryWriteAsync();
        }
    }

    private async Task TryWriteAsync()
    {
        try
        {
            await UsageAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogWarning("The calls to QuickBooks could not be counted yet: {Message}", e.GetBaseException().Message);
        }
    }

    private async Task AddAsync(string account, string day, CallKind kind, long count, CancellationToken cancel)
    {
        if (await IncreaseAsync(account, day, kind, count, cancel)) return;
        try
        {
            await using var database = databases.CreateDbContext();
            database.CallCounts.Add(new CallCount { Account = account, Day = day, Kind = kind, Count = count });
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another instance made the row first.
            if (!await IncreaseAsync(account, day, kind, count, cancel)) throw;
        }
    }

    private async Task<bool> IncreaseAsync(string account, string day, CallKind kind, long count, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await database.CallCounts.Where(row => row.Account == account && row.Day == day && row.Kind == kind)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, row => row.Count + count), cancel) > 0;
    }

    private string Today() => clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
