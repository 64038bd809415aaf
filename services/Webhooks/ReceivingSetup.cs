using FluentValidation;
using Hosting.Data;
using MassTransit;
using Webhooks.Deliveries;
using Webhooks.Journal;
using Webhooks.Judging;
using Webhooks.Reading;
using Webhooks.Receiving;
using Webhooks.Pulling;
using Webhooks.Relaying;
using Woo;

namespace Webhooks;

/// <summary>From a delivery to a published change: receive, journal, judge, read, relay.</summary>
public static class ReceivingSetup
{
    /// <summary>Adds it, with the database <c>Webhooks</c>.</summary>
    public static WebApplicationBuilder AddReceiving(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<JournalDb, SqliteJournalDb, SqlServerJournalDb>("Webhooks");
        var services = builder.Services;
        services.AddOptions<WebhookOptions>().Bind(builder.Configuration.GetSection("Webhooks"))
            .Validate(o => o.MaxBodyBytes is >= 1024 * 1024 and <= 100 * 1024 * 1024, "Setting Webhooks:MaxBodyBytes must be 1048576 to 104857600: orders with much metadata grow large.")
            .Validate(o => o.MaxUnverified >= 0, "Setting Webhooks:MaxUnverified must not be negative.")
            .ValidateOnStart();
        services.AddOptions<RelayOptions>().Bind(builder.Configuration.GetSection("Relay"))
            .Validate(o => o.MaxUnaccepted >= 1, "Setting Relay:MaxUnaccepted must be at least 1.")
            .Validate(o => o.FirstSilenceSeconds >= 1 && o.LongestSilenceSeconds >= o.FirstSilenceSeconds, "Setting Relay:FirstSilenceSeconds must be at least 1 and not above Relay:LongestSilenceSeconds.")
            .ValidateOnStart();
        services.AddWoo();
        services.AddSingleton<JournalSignal>();
        services.AddSingleton<StoreSecrets>();
        services.AddSingleton<JudgingTurn>();
        services.AddOptions<SourceOptions>().Bind(builder.Configuration.GetSection("Webhooks"));
        services.AddSingleton<Sources>();
        services.AddSingleton<JournalTurn>().AddSingleton<Rush>();
        services.AddSingleton<DeliveryEndpoint>();
        services.AddSingleton<Replay>();
        services.AddSingleton<IValidator<ReplayRequest>, ReplayRequestValidator>();
        services.AddRunning<JournalWriter>();
        services.AddRunning<Refusals>();
        services.AddHostedService<VerifyLater>();
        services.AddHostedService<Judge>();
        services.AddHostedService<ShopReader>();
        services.AddHostedService<Relay>();
        services.AddOptions<PullOptions>().Bind(builder.Configuration.GetSection("Pulling"))
            .Validate(o => o.MaxAhead >= 100, "Setting Pulling:MaxAhead must be at least 100.")
            .Validate(o => o.LeaseSeconds >= 5, "Setting Pulling:LeaseSeconds must be at least 5.").ValidateOnStart();
        services.AddSingleton<Accounts>().AddSingleton<PullBook>().AddSingleton<ShopPages>().AddSingleton<PageReader>();
        services.AddHostedService<Puller>();
        services.AddHealthChecks().AddCheck<JournalHealth>("journal");
        return builder;
    }

    /// <summary>Its consumers.</summary>
    public static void Consumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<ReadAcceptedConsumer>().Endpoint(endpoint => endpoint.Name = "pulls-read");
        bus.AddConsumer<AcceptedConsumer>(consumer =>
            {
                consumer.Options<BatchOptions>(batch => batch.SetMessageLimit(200).SetTimeLimit(TimeSpan.FromMilliseconds(50)).SetConcurrencyLimit(1));
                consumer.UseMessageRetry(retry => retry.Intervals(50, 200, 1000, 5000)); // after that the relay asks again
            })
            .Endpoint(endpoint =>
            {
                endpoint.Name = "journal-accepted";
                endpoint.PrefetchCount = 500;
            });
    }

    /// <summary>Its routes.</summary>
    public static void MapReceiving(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/webhooks/woocommerce/{storeId}", (string storeId, HttpContext http, DeliveryEndpoint endpoint, CancellationToken cancel) =>
            endpoint.ReceiveAsync(storeId, http, cancel)).WithTags("Webhooks").WithSummary("Takes one WooCommerce delivery; storeId is the id of the WooCommerce credential.");
        routes.MapDeliveries();
    }

    // A background service that others talk to.
    private static void AddRunning<T>(this IServiceCollection services) where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
