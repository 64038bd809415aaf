using Hosting.Problems;
using QboSync.Storage;
using QboSync.Talking;
using Syncing;
using Syncing.Working;

namespace QboSync.Items.Reporting;

/// <summary><c>GET /api/quickbooks/duplicate-skus</c>: missing and ambiguous SKUs of shop and company, to be looked at before the first run.</summary>
public static class SkuRoutes
{
    private const string DefaultTenant = "default-tenant";

    /// <summary>Maps it.</summary>
    public static void MapSkuReport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/quickbooks/duplicate-skus", ReportAsync).TakesQuery("tenant_id", "store_id", "refresh").Produces<SkuReport>().WithTags("QuickBooks")
            .WithSummary("Products that share a SKU, have none, or whose SKU several QuickBooks items have.");

    private static async Task<IResult> ReportAsync(
        string? tenant_id, string? store_id, bool? refresh, TargetAccounts<QboSyncDb> accounts, SkuReporting reporting, CancellationToken cancel)
    {
        var tenant = tenant_id ?? DefaultTenant;
        if ((await accounts.ConnectedAsync(cancel)).FirstOrDefault(account => account.Credential.TenantId == tenant) is not { } account)
            return Results.Problem($"The tenant {tenant} has no QuickBooks company. Connect one (/api/credentials/quickbooks/connect), then ask again.", statusCode: 404, title: "No company is connected");
        try
        {
            return Results.Ok(await reporting.ReportAsync(account, store_id, refresh ?? false, cancel));
        }
        catch (FaultException e)
        {
            return Results.Problem(e.Fault.Message, statusCode: e.Fault.Kind == FaultKind.Throttled ? 429 : 503, title: "QuickBooks could not be asked");
        }
    }
}
