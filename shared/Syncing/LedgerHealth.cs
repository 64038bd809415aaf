using Hosting.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syncing.Ledger;

namespace Syncing;

/// <summary>Ready means that the ledger can be written; Credentials that are away, or a paused account, are degraded: work waits safely.</summary>
internal sealed class LedgerHealth<TDb>(IDbContextFactory<TDb> databases, TargetAccounts<TDb> accounts, TimeProvider clock) : IHealthCheck
    where TDb : LedgerDb
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        List<AccountPause> pauses;
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            // A write that changes nothing, and still needs everything that a write needs.
            await database.Records.Where(row => row.Id < 0).ExecuteDeleteAsync(cancellationToken);
            var now = clock.GetUtcNow();
            pauses = await database.Pauses.AsNoTracking().Where(pause => pause.Until > now).ToListAsync(cancellationToken);
        }
        catch (Exception e)
        {
            return HealthCheckResult.Unhealthy($"The ledger cannot be written: {e.GetBaseException().Message}");
        }
        try
        {
            await accounts.ConnectedAsync(cancellationToken);
        }
        catch (CredentialsUnavailableException e)
        {
            return HealthCheckResult.Degraded(e.Message);
        }
        return pauses.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join(" ", pauses.Select(pause => $"Account {pause.Account} is paused until {pause.Until:u}: {pause.Message}")));
    }
}
