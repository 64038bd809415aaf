using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hosting.Settings;

/// <summary>Binds and checks the settings that every service shares. A service with a missing or bad setting does not start.</summary>
internal static class SettingsSetup
{
    private const int ShortestKey = 16;

    public static void AddPlatformSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PlatformOptions>().Bind(configuration.GetSection("Platform"))
            .Validate(o => o.ApiKey.Length >= ShortestKey,
                "Setting Platform:ApiKey (environment: Platform__ApiKey) is missing or shorter than 16 characters. It is the key that callers of /api send as X-Api-Key; make one with: openssl rand -hex 24")
            .Validate(o => o.DataDirectory.Length > 0, "Setting Platform:DataDirectory is empty.")
            .ValidateOnStart();

        services.AddOptions<ServicesOptions>().Bind(configuration.GetSection("Services"))
            .Validate(o => o.Key.Length >= ShortestKey,
                "Setting Services:Key (environment: Services__Key) is missing or shorter than 16 characters. It is the key that the services send one another, the same in all of them; make one with: openssl rand -hex 24")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServicesOptions>>(new BaseUrlCheck(configuration));

        services.AddOptions<SyncOptions>().Bind(configuration.GetSection("Sync"))
            .Validate(o => o.TargetList().Count > 0, "Setting Sync:Targets names no target; the default is quickbooks,supabase.")
            .Validate(o => o.BatchSize is >= 1 and <= 1000, "Setting Sync:BatchSize must be 1 to 1000.")
            .Validate(o => o.RetryPerMinute is >= 1 and <= 60_000, "Setting Sync:RetryPerMinute must be 1 to 60000.")
            .Validate(o => o.OverlapMinutes is >= 0 and <= 1440, "Setting Sync:OverlapMinutes must be 0 to 1440.")
            .Validate(o => o.Parallelism is >= 1 and <= 64, "Setting Sync:Parallelism must be 1 to 64.")
            .Validate(o => o.LeaseSeconds is >= 5 and <= 3600, "Setting Sync:LeaseSeconds must be 5 to 3600.")
            .ValidateOnStart();
    }
}
