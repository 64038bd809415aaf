using Microsoft.Extensions.Options;
using QboSync.Storage;
using Syncing;

namespace QboSync.Requeueing;

/// <summary>Looks regularly, at every connected company, whether what its records wait for was put right.</summary>
public sealed class CauseWatch(TargetAccounts<QboSyncDb> accounts, CauseLook look, IOptions<CauseWatchOptions> options, TimeProvider clock, ILogger<CauseWatch> log)
    : BackgroundService
{
    /// <summary>One round; a company that cannot be asked does not keep the others waiting.</summary>
    public async Task RoundAsync(CancellationToken cancel)
    {
        foreach (var account in await accounts.ConnectedAsync(cancel))
        {
            try
            {
                await look.LookAsync(account, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                log.LogInformation("Company {Account} could not be looked at for what its records wait for: {Message}", account.Account, e.Message);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.CauseWatchMinutes), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Companies could not be looked at for what their records wait for: {Message}", e.GetBaseException().Message);
            }
        }
    }
}
