using Microsoft.Extensions.DependencyInjection.Extensions;
using Sandbox.Supabase.Control;
using Sandbox.Supabase.Rest;

namespace Sandbox.Supabase;

/// <summary>The stand-in of a Supabase project.</summary>
public static class SupabaseSetup
{
    /// <summary>Registers the project; <paramref name="file"/> is where it is kept, null for memory.</summary>
    public static IServiceCollection AddSupabaseProject(this IServiceCollection services, string? file)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton(provider => new ProjectState(file, provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Maps <c>/rest/v1/...</c> and <c>/control/...</c> of the project, relative to where it stands.</summary>
    public static IEndpointRouteBuilder MapSupabaseProject(this IEndpointRouteBuilder app)
    {
        RestRoutes.Map(app);
        ControlRoutes.Map(app);
        return app;
    }
}
