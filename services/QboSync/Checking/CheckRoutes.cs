using Hosting.Problems;
using QboSync.Mapping;

namespace QboSync.Checking;

/// <summary><c>/api/quickbooks/mapping/check</c>: what is missing before the first order fails.</summary>
internal static class CheckRoutes
{
    public static void MapCheck(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/quickbooks/mapping/check", async (string? tenant_id, TenantCompanies companies, CheckGathering gathering, CancellationToken cancel) =>
                await companies.FindAsync(tenant_id, cancel) is { } company
                    ? Results.Json(await gathering.CheckAsync(company, cancel), MappingJson.Options)
                    : TenantCompanies.NotConnected(tenant_id))
            .TakesQuery("tenant_id").WithTags("QuickBooks").Produces<CheckReport>()
            .WithSummary("What keeps orders from being booked, or books them otherwise than wanted, and what to do about it.");
}
