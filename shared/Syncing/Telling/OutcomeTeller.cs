using System.Text.Json;
using Contracts;
using Hosting.Bus;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Syncing.Dispatching;
using Syncing.Ledger;

namespace Syncing.Telling;

/// <summary>Tells recorded outcomes on the bus, once it is healthy. An outcome may be told twice after a crash; its hearers bear it.</summary>
public sealed class OutcomeTeller<TDb>(
    IDbContextFactory<TDb> databases, BusGate bus, WorkSignal<TDb> signal, TimeProvider clock, ILogger<OutcomeTeller<TDb>> log) : BackgroundService
    where TDb : LedgerDb
{
    private const int AtOnce = 200;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signal.Next();
            var told = 0;
            try
            {
                await bus.HealthyAsync(stoppingToken);
                told = await TellAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning("Outcomes cannot be told yet: {Message}", e.GetBaseException().Message);
            }
            if (told < AtOnce) await Task.WhenAny(next, Task.Delay(LookAgain, clock, stoppingToken));
        }
    }

    private async Task<int> TellAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await database.UntoldOutcomes.AsNoTracking().OrderBy(row => row.Id).Take(AtOnce).ToListAsync(cancel);
        if (rows.Count == 0) return 0;
        await Task.WhenAll(rows.Select(row => bus.PublishAsync(JsonSerializer.Deserialize<RecordSettled>(row.Message)!, cancel)));
        var ids = rows.Select(row => row.Id).ToList();
        await database.UntoldOutcomes.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancel);
        return rows.Count;
    }
}
