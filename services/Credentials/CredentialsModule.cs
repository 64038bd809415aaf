using Credentials.Alerting;
using Credentials.Announcing;
using Credentials.Connecting;
using Credentials.Entering;
using Credentials.Expiring;
using Credentials.HandingOut;
using Credentials.Importing;
using Credentials.Probing;
using Credentials.Refreshing;
using Credentials.Removing;
using Credentials.Resealing;
using Credentials.Sealing;
using Credentials.Showing;
using Credentials.Storing;
using FluentValidation;
using Hosting;
using Hosting.Data;
using Microsoft.Extensions.Options;

namespace Credentials;

/// <summary>The Credentials service as a part of a web application: on its own, or beside the others in one process.</summary>
public static class CredentialsModule
{
    /// <summary>Adds settings, database and parts.</summary>
    public static WebApplicationBuilder AddCredentials(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<KeyRingOptions>().Configure<IConfiguration>((options, settings) => options.Keys = settings[KeyRing.Setting]).ValidateOnStart();
        services.AddSingleton<IValidateOptions<KeyRingOptions>, KeyRingOptionsCheck>();
        services.AddOptions<IntuitOptions>().BindConfiguration("QuickBooks").ValidateOnStart();
        services.AddSingleton<IValidateOptions<IntuitOptions>, IntuitOptionsCheck>();

        builder.AddDatabase<CredentialsDb, SqliteCredentialsDb, SqlServerCredentialsDb>("Credentials");
        services.AddSingleton(provider => new Sealer(KeyRing.Parse(provider.GetRequiredService<IOptions<KeyRingOptions>>().Value.Keys)));
        services.AddSingleton<Vault>();
        services.AddSingleton<Reencryption>();
        services.AddHostedService<KeysFitAtStart>();
        services.AddHealthChecks().AddCheck<SecretsHealth>("credentials");

        services.AddSingleton<ChangeAnnouncer>();
        services.AddHostedService(provider => provider.GetRequiredService<ChangeAnnouncer>());

        services.AddSingleton<IValidator<CredentialRequest>, CredentialRequestValidator>();
        services.AddSingleton<CredentialEntry>();
        services.AddSingleton<CredentialPut>();
        services.AddSingleton<Revocation>();
        services.AddSingleton<CredentialRemoval>();
        services.AddSingleton<Disconnection>();
        services.AddSingleton<CredentialShow>();
        services.AddSingleton<ActiveCredentials>();

        services.AddHttpClient(IntuitTokens.HttpClientName, client => client.Timeout = IntuitTokens.CallLimit)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddSingleton<IntuitTokens>();
        services.AddSingleton<RefreshLease>();
        if (builder.Configuration.GetValue<bool>(ServiceAddresses.AllInOne) && builder.Configuration.UsesFiles()) services.AddHostedService<LeasesOfTheDead>();
        services.AddSingleton<RefreshStore>();
        services.AddSingleton<AccessTokens>();
        services.AddHostedService<FinishRefreshes>();
        services.AddSingleton<Consent>();
        services.AddSingleton<CredentialImport>();
        services.AddProbing();
        services.AddExpiring();
        return builder;
    }

    /// <summary>Maps <c>/api/credentials</c> and, for the other services, <c>/internal/credentials</c>.</summary>
    public static WebApplication MapCredentials(this WebApplication app)
    {
        app.MapCredentialApi();
        app.MapConnect();
        app.MapAlerts();
        app.MapInternal();
        return app;
    }
}
