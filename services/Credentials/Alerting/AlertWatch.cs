using System.Data.Common;
using Credentials.Expiring;
using Credentials.Fields;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Credentials.Alerting;

/// <summary>Keeps the alerts in line with the connections: at once where a credential changed, and regularly because time alone brings an end nearer.</summary>
internal sealed class AlertWatch(
    IDbContextFactory<CredentialsDb> databases, AlertBook book, AlertQueue queue, IOptions<ExpiryOptions> options, TimeProvider clock, ILogger<AlertWatch> log)
    : BackgroundService
{
    /// <summary>Looks at every connection, and at every open alert.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var ids = await database.Credentials.Where(c => c.Platform == Platforms.QuickBooks).Select(c => c.Id)
            .Union(database.Alerts.Where(a => a.ResolvedAt == null).Select(a => a.Subject)).ToListAsync(cancel);
        foreach (var id in ids) await LookAsync(id, cancel);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(RegularlyAsync(stoppingToken), OnChangeAsync(stoppingToken));

    private async Task RegularlyAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.ConnectionWatchMinutes), clock);
        do await GuardedAsync(() => LookAsync(cancel));
        while (await timer.WaitForNextTickAsync(cancel));
    }

    private async Task OnChangeAsync(CancellationToken cancel)
    {
        await foreach (var id in queue.Reader.ReadAllAsync(cancel)) await GuardedAsync(() => LookAsync(id, cancel));
    }

    private async Task LookAsync(string id, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await database.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel);
        var state = await database.TokenStates.AsNoTracking().SingleOrDefaultAsync(s => s.CredentialId == id, cancel);
        await book.ReviewAsync(id, row is null ? [] : ConnectionMatters.Of(row, state, clock.GetUtcNow(), options.Value.Days()!), cancel);
    }

    private async Task GuardedAsync(Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException)
        {
            log.LogWarning("The alerts could not be brought up to date, which is done again: {Message}", e.GetBaseException().Message);
        }
    }
}
