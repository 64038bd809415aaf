using Webhooks.Sweeping;

namespace Webhooks;

/// <summary>Looks in the shops for what they do not announce.</summary>
public static class SweepingSetup
{
    /// <summary>Adds it; needs receiving, runs and requesting beside it.</summary>
    public static WebApplicationBuilder AddSweeping(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SweepOptions>().Bind(builder.Configuration.GetSection("Sweeps"))
            .Validate(o => o.ModifiedMinutes is 0 or (>= 1 and <= 1440), "Setting Sweeps:ModifiedMinutes must be 1 to 1440, or 0 for none.")
            .Validate(o => o.CustomerMinutes is 0 or (>= 1 and <= 1440), "Setting Sweeps:CustomerMinutes must be 1 to 1440, or 0 for none.")
            .Validate(o => o.TrashMinutes is 0 or (>= 1 and <= 1440), "Setting Sweeps:TrashMinutes must be 1 to 1440, or 0 for none.")
            .Validate(o => o.RefundMinutes is 0 or (>= 1 and <= 1440), "Setting Sweeps:RefundMinutes must be 1 to 1440, or 0 for none.")
            .Validate(o => !o.HasNight || o.Night is not null, "Setting Sweeps:NightlyAt must be a time such as 03:00, in the shop's zone, or empty for never.")
            .ValidateOnStart();
        builder.Services.AddSingleton<SweepBook>().AddSingleton<ShopLists>().AddSingleton<SweepRuns>().AddSingleton<ErrorBodies>();
        builder.Services.AddSingleton<ModifiedSweep>().AddSingleton<TrashSweep>().AddSingleton<RefundSweep>().AddSingleton<IdSweep>().AddSingleton<SweepWork>();
        builder.Services.AddHostedService<Sweeper>();
        return builder;
    }

    /// <summary>Its routes.</summary>
    public static void MapSweeping(this IEndpointRouteBuilder routes) => routes.MapSweeps();
}
