using FluentValidation;
using Webhooks.Planning;
using Webhooks.Proving;
using Webhooks.Requesting;
using Webhooks.Stopping;

namespace Webhooks;

/// <summary>Runs that somebody asks for.</summary>
public static class RequestingSetup
{
    /// <summary>Adds it; needs receiving and runs beside it.</summary>
    public static WebApplicationBuilder AddRequesting(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StartRun>();
        builder.Services.AddSingleton<PlanGate>().AddSingleton<PlanBook>().AddSingleton<Planner>().AddHostedService(provider => provider.GetRequiredService<Planner>());
        builder.Services.AddSingleton<IValidator<SyncRequest>, SyncRequestValidator>();
        return builder.AddProving().AddStopping();
    }

    /// <summary>Its routes.</summary>
    public static void MapRequesting(this IEndpointRouteBuilder routes)
    {
        routes.MapSync();
        routes.MapStopping();
        routes.MapCompleteness();
    }
}
