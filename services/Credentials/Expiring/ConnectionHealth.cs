using System.Data.Common;
using Credentials.Fields;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Credentials.Expiring;

/// <summary>A company that must be connected again, or soon, is degraded: this service does its duty, a person has one too.</summary>
internal sealed class ConnectionHealth(IDbContextFactory<CredentialsDb> databases, IOptions<ExpiryOptions> options, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            var found = await (from c in database.Credentials.AsNoTracking() where c.IsActive && c.Platform == Platforms.QuickBooks
                               join s in database.TokenStates.AsNoTracking() on c.Id equals s.CredentialId
                               select new { Row = c, State = s }).ToListAsync(cancellationToken);
            var now = clock.GetUtcNow();
            var matters = found.SelectMany(one => ConnectionMatters.Of(one.Row, one.State, now, options.Value.Days()!)).Select(matter => matter.Message).ToList();
            return matters.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(" ", matters));
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            return HealthCheckResult.Degraded($"It is not known how the QuickBooks connections stand: {e.GetBaseException().Message}");
        }
    }
}
