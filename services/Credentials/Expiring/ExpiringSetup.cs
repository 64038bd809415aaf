using Credentials.Alerting;
using Microsoft.Extensions.Options;

namespace Credentials.Expiring;

/// <summary>Everything that looks after connections that end.</summary>
internal static class ExpiringSetup
{
    public static void AddExpiring(this IServiceCollection services)
    {
        services.AddOptions<ExpiryOptions>().BindConfiguration("QuickBooks").ValidateOnStart();
        services.AddSingleton<IValidateOptions<ExpiryOptions>, ExpiryOptionsCheck>();
        services.AddSingleton<AlertQueue>().AddSingleton<AlertBook>().AddSingleton<AlertWatch>().AddSingleton<IdleRefresh>();
        services.AddHostedService(provider => provider.GetRequiredService<AlertWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<IdleRefresh>());
        services.AddHealthChecks().AddCheck<ConnectionHealth>("quickbooks-connections");
    }
}
