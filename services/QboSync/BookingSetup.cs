using Microsoft.Extensions.Options;
using QboSync.Adopting;
using QboSync.Booking.GatewayFees;
using QboSync.Booking;
using QboSync.Company;
using QboSync.Customers;
using QboSync.Items;
using QboSync.Items.Reporting;
using QboSync.Mapping;
using QboSync.Metering;
using QboSync.Pacing;
using QboSync.Planning;
using QboSync.Reserving;
using QboSync.Sending;
using QboSync.Settings;
using QboSync.Talking;
using QboSync.Verifying;
using Syncing.Planning;
using Syncing.Working;

namespace QboSync;

/// <summary>Everything that books in QuickBooks.</summary>
public static class BookingSetup
{
    /// <summary>Adds the flow as <see cref="ITargetFlow"/>. The database <c>QboSync</c> must be added beside it.</summary>
    public static WebApplicationBuilder AddBooking(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddQuickBooksSettings(builder.Configuration);
        services.AddHttpClient(QuickBooksClient.HttpClientName, (provider, client) =>
                client.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<QuickBooksOptions>>().Value.TimeoutSeconds))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // a redirected POST would become a GET
                AutomaticDecompression = System.Net.DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        services.AddSingleton<AccessTokens>().AddSingleton<QuickBooksClient>().AddSingleton<CompanyReader>().AddSingleton<MappingBook>();
        services.AddSingleton<PaceBook>().AddSingleton<Meter>().AddHostedService(provider => provider.GetRequiredService<Meter>());
        services.AddSingleton<HighWater>().AddHostedService(provider => provider.GetRequiredService<HighWater>());
        services.AddSingleton<VerifyBook>().AddSingleton<RestoreCheck>().AddSingleton<Verification>();
        services.AddSingleton<DocumentBook>().AddSingleton<DocumentSender>().AddSingleton<DocumentSearch>().AddSingleton<DoubtSettling>();
        services.AddHostedService<LeftLeases>().AddSingleton<ReservationBook>().AddSingleton<Turns>().AddSingleton<EntryMaking>().AddSingleton<EntryUpdating>();
        services.AddSingleton<PaymentMethods>().AddSingleton<Vendors>().AddSingleton<DocumentKeeping>().AddSingleton<LostReferences>().AddSingleton<Editing>().AddSingleton<Standing>();
        services.AddSingleton<PrefixOwners>().AddSingleton<ForeignDocuments>().AddSingleton<Foreign>().AddSingleton<Adoption>().AddSingleton<TakingBack>();
        services.AddSingleton<SaleBooking>().AddSingleton<PaymentBooking>().AddSingleton<CreditApplying>().AddSingleton<RefundBooking>();
        services.AddSingleton<GatewayFeeBooking>().AddSingleton<Settling>().AddSingleton<OrderFlow>();
        services.AddSingleton<EntryKeeping>().AddSingleton<EntryReferences>().AddSingleton<EntryLinking>();
        services.AddSingleton<CustomerDirectory>().AddSingleton<CustomerKeys>().AddSingleton<CustomerFlow>();
        services.AddSingleton<ShopProducts>().AddSingleton<ItemClaims>().AddSingleton<ItemPlans>().AddSingleton<LineItems>();
        services.AddSingleton<ItemDirectory>().AddSingleton<ItemKeys>().AddSingleton<ItemFlow>().AddSingleton<SkuReporting>();
        services.AddQuickBooksConflicts();
        services.AddSingleton<QuickBooksFlow>().AddSingleton<ITargetFlow>(provider => provider.GetRequiredService<QuickBooksFlow>());
        services.AddSingleton<ITargetPlan, QuickBooksPlan>();
        return builder;
    }
}
