using Microsoft.Extensions.Options;
using QboSync.Settings;
using QboSync.Storage;
using QboSync.Talking;
using Syncing;
using Syncing.Working;

namespace QboSync.Drifting;

/// <summary>Looks through every connected company once in <c>QuickBooks:DriftHours</c>; of several instances one does.</summary>
public sealed class DriftWatch(
    DriftMarks marks, DriftCheck check, QuickBooksClient client, TargetAccounts<QboSyncDb> accounts, IOptions<QuickBooksOptions> options,
    TimeProvider clock, ILogger<DriftWatch> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(15);

    // QuickBooks' clock and ours may differ, and what it commits may be seen a little later.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.DriftHours == 0) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var account in await accounts.ConnectedAsync(stoppingToken)) await LookAsync(account, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Changes in QuickBooks cannot be looked through now: {Message}", e.GetBaseException().Message);
            }
            await Task.Delay(LookEvery, clock, stoppingToken);
        }
    }

    /// <summary>Looks through one company where it is due.</summary>
    public async Task LookAsync(TargetAccount account, CancellationToken cancel)
    {
        if (await marks.TakeAsync(account.Account, TimeSpan.FromHours(options.Value.DriftHours), cancel) is not { } mark) return;
        var begun = clock.GetUtcNow();
        var earliest = begun - QuickBooksCompany.ChangesLookBack + Overlap;
        if (mark.SeenUntil < earliest)
            log.LogWarning("QuickBooks company {Account}: changes before {Time:s} are too old to be asked for; what was changed there before is noticed when the order changes", account.Account, earliest);
        try
        {
            var open = await check.LookAsync(client.Open(account), mark.SeenUntil < earliest ? earliest : mark.SeenUntil, cancel);
            var seen = begun - Overlap;
            await marks.DoneAsync(mark, open < seen ? open.Value : seen);
        }
        catch (FaultException e)
        {
            log.LogInformation("QuickBooks company {Account}: changes cannot be read now ({Code})", account.Account, e.Fault.Code);
            await marks.FailedAsync(mark, e.Fault.RetryAfter > AfterTrouble ? e.Fault.RetryAfter.Value : AfterTrouble);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            await marks.FailedAsync(mark, AfterTrouble);
            throw;
        }
    }
}
