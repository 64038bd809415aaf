using FluentValidation;
using Webhooks.Proving;
using Webhooks.Requesting;

namespace Webhooks;

/// <summary>Runs that somebody asks for.</summary>
public static class RequestingSetup
{
    /// <summary>Adds it; needs receiving and runs beside it.</summary>
    public static WebApplicationBuilder AddRequesting(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StartRun>();
        builder.Services.AddSingleton<IValidator<SyncRequest>, SyncRequestValidator>();
        builder.AddProving();
        return builder;
    }

    /// <summary>Its routes.</summary>
    public static void MapRequesting(this IEndpointRouteBuilder routes)
    {
        routes.MapSync();
        routes.MapCompleteness();
    }
}
