using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Woo.Reading;

namespace Woo;

/// <summary>Puts the shop's client into a service.</summary>
public static class WooRegistration
{
    /// <summary>Registers <see cref="WooClientFactory"/>. May be called more than once.</summary>
    public static IServiceCollection AddWoo(this IServiceCollection services, Action<WooHttpOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<WooHttpOptions>();
        if (configure is not null) services.Configure(configure);
        // Modules of one process each ask for it; handlers added twice would repeat repeats and wait for their own places.
        if (services.Any(service => service.ServiceType == typeof(WooClientFactory))) return services;
        services.TryAddTransient<RetryHandler>();
        services.TryAddTransient<SigningHandler>();
        services.AddHttpClient(WooClientFactory.HttpClientName, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // each attempt has its own, see RetryHandler
                // Hosts block clients without a name, and let an owner allow one that has it.
                client.DefaultRequestHeaders.UserAgent.ParseAdd($"WooBooks/{typeof(WooClient).Assembly.GetName().Version?.ToString(3)} (order sync)");
                client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
                client.DefaultRequestHeaders.CacheControl = new() { NoCache = true }; // some hosts cache the API's answers
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(15),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .AddHttpMessageHandler<RetryHandler>()
            .AddHttpMessageHandler<SigningHandler>()
            .RemoveAllLoggers(); // they log addresses, and a signed one is a secret for 15 minutes
        services.TryAddSingleton<WooClientFactory>();
        return services;
    }
}
