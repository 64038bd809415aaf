using Contracts;
using FluentValidation;
using Hosting.Problems;
using Microsoft.EntityFrameworkCore;
using QboSync.Mapping;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Previewing;

/// <summary><c>/api/quickbooks/preview</c>: what booking an order would write, without writing.</summary>
internal static class PreviewRoutes
{
    public static void AddPreview(this IServiceCollection services) =>
        services.AddSingleton<Preview>().AddSingleton<IValidator<PreviewRequest>, PreviewRequestValidator>();

    public static void MapPreview(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/quickbooks/preview", PreviewAsync).TakesQuery("tenant_id").WithTags("QuickBooks").Produces<PreviewAnswer>()
            .WithSummary("The exact QuickBooks JSON of every document of an order, and what would be made for it; writes nothing.");

    private static async Task<IResult> PreviewAsync(
        PreviewRequest request, string? tenant_id, IValidator<PreviewRequest> validator, TenantCompanies companies, IDbContextFactory<QboSyncDb> databases, Preview preview, CancellationToken cancel)
    {
        if (validator.Check(request) is { } wrong) return wrong;
        var tenant = request.TenantId ?? tenant_id;
        if (await companies.FindAsync(tenant, cancel) is not { } company) return TenantCompanies.NotConnected(tenant);
        try
        {
            if (request.Order is null)
                return await FromLedgerAsync(databases, company, request, cancel) is { } known
                    ? Results.Json(await preview.OfAsync(company, known, cancel), MappingJson.Options)
                    : Results.Problem($"No order {request.Key} of the store {request.StoreId} has come in for this company. To preview it all the same, send the order itself in the field order.", statusCode: 404, title: "Not found");
            var stores = await companies.StoresAsync(company.TenantId, cancel);
            if (!stores.Contains(request.StoreId!)) return Wrong("store_id", $"there is no active store '{request.StoreId}'; there {(stores.Count == 1 ? "is" : "are")} {(stores.Count == 0 ? "none" : string.Join(", ", stores))}");
            if (Unreadable(request) is { } field) return Wrong(field.Name, field.Why);
            return Results.Json(await preview.OfAsync(company, await SentAsync(databases, company, request, cancel), cancel), MappingJson.Options);
        }
        catch (FaultException e)
        {
            return FaultAnswer.Of(e.Fault);
        }
    }

    private static async Task<WorkItem?> FromLedgerAsync(IDbContextFactory<QboSyncDb> databases, TenantCompany company, PreviewRequest request, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await database.Records.AsNoTracking().SingleOrDefaultAsync(row => row.TenantId == company.TenantId && row.StoreId == request.StoreId
            && row.Account == company.Realm && row.Entity == Entities.Orders && row.Key == request.Key, cancel);
        return row is null ? null : new WorkItem
        {
            RecordId = row.Id, TenantId = row.TenantId, StoreId = row.StoreId, Entity = row.Entity, Key = row.Key, Version = row.Wanted, Applied = row.Applied,
            ExternalId = row.ExternalId, Deleted = row.Deleted, Body = row.Body, Refunds = row.Refunds, History = request.History ?? row.History,
        };
    }

    // An order that was sent may have come in, and been booked, before: then this is its next version.
    private static async Task<WorkItem> SentAsync(IDbContextFactory<QboSyncDb> databases, TenantCompany company, PreviewRequest request, CancellationToken cancel)
    {
        var body = request.Order!.Value.GetRawText();
        var key = WooJson.Order(body).Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var externalId = await database.Records.Where(row => row.TenantId == company.TenantId && row.StoreId == request.StoreId && row.Account == company.Realm
            && row.Entity == Entities.Orders && row.Key == key).Select(row => row.ExternalId).SingleOrDefaultAsync(cancel);
        return new WorkItem
        {
            RecordId = 0, TenantId = company.TenantId, StoreId = request.StoreId!, Entity = Entities.Orders, Key = key, Version = new RecordVersion(null, 1),
            ExternalId = externalId, Body = body, Refunds = request.Refunds?.GetRawText(), History = request.History ?? false,
        };
    }

    private static (string Name, string Why)? Unreadable(PreviewRequest request)
    {
        var reading = "order";
        try
        {
            WooJson.Order(request.Order!.Value.GetRawText());
            reading = "refunds";
            if (request.Refunds is { } refunds) WooJson.Refunds(refunds.GetRawText());
            return null;
        }
        catch (WooShapeException e)
        {
            return (reading, e.Message);
        }
    }

    private static IResult Wrong(string field, string why) =>
        Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [why] }, detail: $"{field}: {why}", title: "The request has errors");
}
