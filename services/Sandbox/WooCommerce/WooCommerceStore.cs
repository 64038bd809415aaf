using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Controlling;
using Sandbox.WooCommerce.Delivering;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Playing;
using Sandbox.WooCommerce.Reading;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce;

/// <summary>A WooCommerce 11 store: REST API v3 below <c>/wp-json</c>, and webhooks that behave as a real shop's do.</summary>
public static class WooCommerceStore
{
    /// <summary>Registers the store, whose data is in the file, or in memory where it is null.</summary>
    public static IServiceCollection AddWooCommerceStore(this IServiceCollection services, string? file)
    {
        services.AddSingleton(_ => new ShopData(file));
        services.AddSingleton<ShopConfiguration>().AddSingleton<ShopClock>().AddSingleton<ShopAddress>();
        services.AddSingleton<CustomerDesk>().AddSingleton<ProductDesk>().AddSingleton<CouponDesk>().AddSingleton<RefundDesk>();
        services.AddSingleton<OrderLines>().AddSingleton<OrderExtras>().AddSingleton<OrderPricing>().AddSingleton<OrderProgress>().AddSingleton<OrderDesk>();
        services.AddSingleton<ResourceView>().AddSingleton<Authentication>().AddSingleton<Listing>().AddSingleton<RestDoor>();
        services.AddSingleton<DeliveryQueue>().AddSingleton<DeliveryBody>().AddSingleton<DeliveryLog>().AddSingleton<WebhookDesk>();
        services.AddSingleton<DeliveryRunner>().AddHostedService(provider => provider.GetRequiredService<DeliveryRunner>());
        services.AddSingleton<Furnishing>().AddSingleton<ShopState>().AddSingleton<RawResources>();
        services.AddSingleton<ShopFloor>().AddSingleton<DayGoods>().AddSingleton<DayAfternoon>().AddSingleton<ShopDay>();
        return services;
    }

    /// <summary>Maps the store's own addresses.</summary>
    public static void MapWooCommerceStore(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<Furnishing>().EnsureTaxes();
        routes.MapIndex();
        routes.MapOrders();
        routes.MapProducts();
        routes.MapCustomers();
        routes.MapShopFacts();
        routes.MapWebhooks();
        routes.MapBatches();
        var door = routes.ServiceProvider.GetRequiredService<RestDoor>();
        routes.Map("/wp-json/{**rest}", door.NoRoute);
    }

    /// <summary>Maps the control of the store.</summary>
    public static void MapWooCommerceControl(this IEndpointRouteBuilder routes)
    {
        routes.MapShopControl();
        routes.MapDeliveryControl();
        routes.MapRawResources();
        routes.MapDay();
    }

    internal static JsonNode Serialised(object value) => System.Text.Json.JsonSerializer.SerializeToNode(value, ShopSettings.Json)!;
}
