using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Webhooks.Journal;

namespace Webhooks.Receiving;

/// <summary>Ready means that the journal can be written: deliveries must be taken while the broker, Credentials and the targets are away.</summary>
internal sealed class JournalHealth(IDbContextFactory<JournalDb> databases, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            // A write that leaves nothing behind, and still needs everything that a write needs, room on the disk too.
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            database.Add(new Refusal { StoreId = "", LastAt = clock.GetUtcNow() });
            await database.SaveChangesAsync(cancellationToken);
            await database.Refusals.Where(row => row.StoreId == "").ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e)
        {
            return HealthCheckResult.Unhealthy($"The journal cannot be written: {e.GetBaseException().Message}");
        }
    }
}
