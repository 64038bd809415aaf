using System.Data.Common;
using Credentials.Sealing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Credentials.Resealing;

/// <summary>Ready: the database answers and the keys open what stands in it. Some that do not open leave the others usable: degraded.</summary>
internal sealed class SecretsHealth(IDbContextFactory<CredentialsDb> databases, Vault vault) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        List<IntegrationCredential> rows;
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            rows = await database.Credentials.AsNoTracking().ToListAsync(cancellationToken);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            return HealthCheckResult.Unhealthy("The database of Credentials does not answer.", e);
        }
        var closed = rows.Where(row => !Opens(row)).Select(row => row.Id).ToList();
        if (closed.Count == 0) return HealthCheckResult.Healthy();
        var message = $"{closed.Count} of {rows.Count} credentials cannot be decrypted with {KeyRing.Setting}: {string.Join(", ", closed.Take(5))}";
        return closed.Count == rows.Count ? HealthCheckResult.Unhealthy(message) : HealthCheckResult.Degraded(message);
    }

    private bool Opens(IntegrationCredential row)
    {
        try
        {
            vault.Check(row);
            return true;
        }
        catch (UnreadableException)
        {
            return false;
        }
    }
}
