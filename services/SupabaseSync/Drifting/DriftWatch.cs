using Microsoft.Extensions.Options;
using SupabaseSync.Mirroring;
using SupabaseSync.Mirroring.Calling;
using Syncing;
using Syncing.Working;

namespace SupabaseSync.Drifting;

/// <summary>Looks through every connected project once in <c>Supabase:DriftCheckHours</c>; of several instances one does, page by page.</summary>
public sealed class DriftWatch(
    DriftMarks marks, DriftCheck check, TargetAccounts<SupabaseSyncDb> accounts, IOptions<SupabaseOptions> options, TimeProvider clock, ILogger<DriftWatch> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.DriftCheckHours == 0) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var account in await accounts.ConnectedAsync(stoppingToken)) await LookAsync(account, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Supabase cannot be looked through now: {Message}", e.GetBaseException().Message);
            }
            await Task.Delay(LookEvery, clock, stoppingToken);
        }
    }

    /// <summary>Looks through one project where it is due, and goes on where a look was broken off.</summary>
    public async Task LookAsync(TargetAccount account, CancellationToken cancel)
    {
        if (await marks.TakeAsync(account.Account, TimeSpan.FromHours(options.Value.DriftCheckHours), cancel) is not { } mark) return;
        try
        {
            if (!Project.TryRead(account.Credential, out var project, out var unusable)) throw new DriftFaultException(unusable);
            while (await check.LookAsync(account.Account, project, mark.After, cancel) is { } last)
                if (!await marks.ReachedAsync(mark, last)) return; // so slow that another instance has taken over
            await marks.DoneAsync(mark);
        }
        catch (DriftFaultException e)
        {
            log.LogInformation("Supabase project {Account} cannot be looked through now ({Code})", account.Account, e.Fault.Code);
            await marks.FailedAsync(mark, e.Fault.RetryAfter > AfterTrouble ? e.Fault.RetryAfter.Value : AfterTrouble);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await marks.FailedAsync(mark, TimeSpan.Zero); // stopped in order: the next start goes on at once
            throw;
        }
        catch (Exception)
        {
            await marks.FailedAsync(mark, AfterTrouble);
            throw;
        }
    }
}
