using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Webhooks.Journal;

namespace Webhooks.Receiving;

/// <summary>Ready means that the journal can be written: deliveries must be taken while the broker, Credentials and the targets are away.</summary>
internal sealed class JournalHealth(IDbContextFactory<JournalDb> databases) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            // A write that changes nothing, and still needs everything that a write needs.
            await database.Refusals.Where(row => row.StoreId == "").ExecuteDeleteAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e)
        {
            return HealthCheckResult.Unhealthy($"The journal cannot be written: {e.GetBaseException().Message}");
        }
    }
}
