using QboSync.Checking;
using QboSync.Mapping.Choosing;
using QboSync.Mapping.Saving;
using QboSync.Mapping.Showing;
using QboSync.Previewing;

namespace QboSync.Mapping;

/// <summary>The mapping of companies, over the API.</summary>
internal static class MappingSetup
{
    /// <summary>Adds it; booking, the ledger and the requeueing must be added beside it.</summary>
    public static void AddMappingApi(this IServiceCollection services)
    {
        services.AddSingleton<TenantCompanies>().AddSingleton<CompanyListsReader>().AddSingleton<SeenReading>();
        services.AddSingleton<CheckGathering>();
        services.AddPreview();
        services.AddSingleton<MappingLayers>().AddSingleton<Resolving>().AddSingleton<MappingShowing>().AddSingleton<MappingSaving>().AddSingleton<MappingRoutes.Asked>();
    }

    /// <summary>Maps <c>/api/quickbooks/mapping</c>, its check, and the preview.</summary>
    public static void MapQuickBooksApi(this IEndpointRouteBuilder routes)
    {
        routes.MapMapping();
        routes.MapCheck();
        routes.MapPreview();
    }
}
