using Microsoft.Extensions.DependencyInjection;

namespace Hosting.Secrets;

internal static class SecretsSetup
{
    public static void AddCredentialsClient(this IServiceCollection services)
    {
        services.AddSingleton<ServiceAddresses>();
        services.AddHttpClient(CredentialsClient.HttpClientName, client => client.Timeout = TimeSpan.FromSeconds(60));
        services.AddSingleton<CredentialsClient>();
    }
}
