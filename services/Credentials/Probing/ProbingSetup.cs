using Woo;

namespace Credentials.Probing;

/// <summary>Parts of the test of a credential.</summary>
internal static class ProbingSetup
{
    public const string HttpClientName = "credential-test";

    public static void AddProbing(this IServiceCollection services)
    {
        services.AddWoo();
        services.AddHttpClient(HttpClientName, client =>
            {
                client.Timeout = TimeSpan.FromSeconds(20);
                client.DefaultRequestHeaders.UserAgent.ParseAdd("woo-sync/1.0"); // Supabase refuses secret keys from what looks like a browser
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddSingleton<WooTest>();
        services.AddSingleton<QuickBooksTest>();
        services.AddSingleton<SupabaseTest>();
        services.AddSingleton<CredentialTest>();
    }
}
