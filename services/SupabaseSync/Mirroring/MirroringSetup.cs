using Microsoft.Extensions.DependencyInjection.Extensions;
using SupabaseSync.Conflicts;
using SupabaseSync.Mirroring.Calling;
using SupabaseSync.Planning;
using Syncing.Planning;
using Syncing.Working;

namespace SupabaseSync.Mirroring;

/// <summary>Registers the Supabase target.</summary>
public static class MirroringSetup
{
    /// <summary>The flow as <see cref="ITargetFlow"/>, its HTTP client and its settings (section <c>Supabase</c>, checked at start).</summary>
    public static IServiceCollection AddMirroring(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SupabaseOptions>().Bind(configuration.GetSection(SupabaseOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient(SupabaseClient.HttpClientName)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan) // Supabase:TimeoutSeconds, on our own clock
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = System.Net.DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SupabaseClient>();
        services.AddSingleton<ProjectProbe>();
        services.AddMirrorConflicts(configuration);
        services.AddSingleton<ITargetFlow, SupabaseFlow>();
        services.AddSingleton<Standing>().AddSingleton<ITargetPlan, SupabasePlan>();
        return services;
    }
}
