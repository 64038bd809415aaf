using Hosting.Problems;
using Microsoft.EntityFrameworkCore;
using Webhooks.Alerting.Telling;
using Webhooks.Alerting.Watching;
using Webhooks.Runs;

namespace Webhooks.Alerting;

/// <summary><c>/api/alerts</c>: what a person must look after, and what was the matter before.</summary>
internal static class AlertRoutes
{
    private const int MostLines = 500;

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/api/alerts").WithTags("Alerts");
        alerts.MapGet("/", ListAsync).WithSummary("Alerts, the open ones first, then the newest; with what became of telling them.").TakesQuery("open", "kind", "store", "limit");
        alerts.MapPost("/test", (TestTelling test, CancellationToken cancel) => test.RunAsync(cancel)).WithSummary("Sends a test through every channel and answers what each said.").TakesQuery();
    }

    private static async Task<IResult> ListAsync(
        IDbContextFactory<RunsDb> databases, CredentialsAlerts credentials, CancellationToken cancel, bool? open = null, string? kind = null, string? store = null, int limit = 200)
    {
        if (limit is < 1 or > MostLines) return Results.Problem($"limit: must be 1 to {MostLines}", statusCode: 400, title: "The request has errors");
        var trouble = await credentials.TakeOverAsync(cancel);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = database.Alerts.AsNoTracking().Include(alert => alert.Notices).AsSplitQuery();
        if (open is { } only) rows = rows.Where(alert => alert.ResolvedAt == null == only);
        if (kind is not null) rows = rows.Where(alert => alert.Kind == kind);
        if (store is not null) rows = rows.Where(alert => alert.Subject == store || alert.Subject.StartsWith(store + "/"));
        var found = await rows.OrderBy(alert => alert.ResolvedAt != null).ThenByDescending(alert => alert.LastSeenAt).ThenByDescending(alert => alert.Id).Take(limit).ToListAsync(cancel);
        return Results.Ok(new { alerts = found.Select(AlertView.Of), unavailable = trouble is null ? Array.Empty<object>() : [new { service = "credentials", message = trouble }] });
    }
}
