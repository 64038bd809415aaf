using Credentials.Connecting;
using Credentials.Storing;
using Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Alerting;

/// <summary><c>GET /api/credentials/alerts</c>: what a person must look after, and what was the matter before.</summary>
internal static class AlertRoutes
{
    private const int Most = 500;

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/internal/credentials/alerts", async (IDbContextFactory<CredentialsDb> databases, CancellationToken cancel) =>
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            return await database.Alerts.AsNoTracking().Where(a => a.ResolvedAt == null).OrderBy(a => a.Id)
                .Select(a => new OpenAlert(a.Id, a.Kind, a.Subject, a.Message, a.Days)).ToListAsync(cancel);
        }).ExcludeFromDescription();
        routes.MapGet("/api/credentials/alerts", async (bool? open, IDbContextFactory<CredentialsDb> databases, CancellationToken cancel) =>
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            var rows = database.Alerts.AsNoTracking();
            if (open is { } only) rows = rows.Where(a => a.ResolvedAt == null == only);
            var found = await rows.OrderBy(a => a.ResolvedAt != null).ThenByDescending(a => a.LastSeenAt).ThenByDescending(a => a.Id).Take(Most).ToListAsync(cancel);
            return TypedResults.Ok(found.Select(a => new AlertView(a.Id, a.Kind, a.Subject, a.Message, a.FirstSeenAt, a.LastSeenAt, a.ResolvedAt, ConnectLink.Of(a.Subject))).ToList());
        }).TakesQuery("open").WithTags("credentials");
    }
}

/// <summary>What is open, for the service that tells alerts outside; <paramref name="Days"/> is the step of a warning.</summary>
internal sealed record OpenAlert(long Id, AlertKind Kind, string Subject, string Message, int? Days);

/// <summary>One alert, open while <paramref name="ResolvedAt"/> is null.</summary>
internal sealed record AlertView(
    long Id, AlertKind Kind, string Subject, string Message, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, DateTimeOffset? ResolvedAt, string ConnectUrl);
