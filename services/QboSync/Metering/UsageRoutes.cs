using Hosting.Problems;

namespace QboSync.Metering;

/// <summary><c>GET /api/quickbooks/usage</c>.</summary>
internal static class UsageRoutes
{
    public static void MapUsage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/quickbooks/usage", (Meter meter, CancellationToken cancel) => meter.UsageAsync(cancel)).TakesQuery()
            .WithTags("QuickBooks").WithSummary("This month's metered calls to QuickBooks, the budget and the forecast");
}
