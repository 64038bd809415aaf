using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Reading;

/// <summary>What a connector reads about the shop itself: index, status, settings, currency, taxes, coupons.</summary>
internal static class ShopFactRoutes
{
    public static void MapIndex(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var door = services.GetRequiredService<RestDoor>();
        var address = services.GetRequiredService<ShopAddress>();
        var clock = services.GetRequiredService<ShopClock>();
        var configuration = services.GetRequiredService<ShopConfiguration>();
        routes.MapMethods("/wp-json", Verbs.Read, door.Serve(Access.Open, _ => new JsonObject
        {
            ["name"] = configuration.Current.Name,
            ["description"] = "",
            ["url"] = address.Home,
            ["home"] = configuration.Current.Home ?? address.Home,
            ["gmt_offset"] = JsonValue.Create(clock.OffsetHours),
            ["timezone_string"] = configuration.Current.Timezone,
            ["namespaces"] = new JsonArray([.. Namespaces(configuration.Current.PluginActive).Select(name => (JsonNode)name)]),
            ["authentication"] = new JsonObject(),
            ["routes"] = new JsonObject(),
        }));
    }

    public static void MapShopFacts(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var door = services.GetRequiredService<RestDoor>();
        var data = services.GetRequiredService<ShopData>();
        var view = services.GetRequiredService<ResourceView>();
        var listing = services.GetRequiredService<Listing>();
        var address = services.GetRequiredService<ShopAddress>();
        var configuration = services.GetRequiredService<ShopConfiguration>();

        var api = routes.MapGroup("/wp-json/wc/v3");
        api.MapMethods("/system_status", Verbs.Read, door.Serve(Access.List, _ => Status(address, configuration.Current)));
        api.MapMethods("/settings/general", Verbs.Read, door.Serve(Access.List, _ => new JsonArray([.. General(configuration.Current).Select(Setting)])));
        api.MapMethods("/settings/general/{name}", Verbs.Read, door.Serve(Access.View, call =>
            General(configuration.Current).Where(setting => setting.Name == (string?)call.Context.Request.RouteValues["name"]).Select(Setting).FirstOrDefault()
            ?? throw new WooRefusal(404, "rest_setting_setting_invalid", "Invalid setting.")));
        api.MapMethods("/data/currencies/current", Verbs.Read, door.Serve(Access.View, _ => new JsonObject
        {
            ["code"] = configuration.Current.Currency,
            ["name"] = configuration.Current.Currency,
            ["symbol"] = configuration.Current.CurrencySymbol,
        }));
        foreach (var kind in (string[])[Kinds.Taxes, Kinds.Coupons])
        {
            api.MapMethods($"/{kind}", Verbs.Read, door.Serve(Access.List, call => listing.Page(call, kind, resource => view.Show(kind, resource))));
            api.MapMethods($"/{kind}/{{id:long}}", Verbs.Read, door.Serve(Access.View, call => view.Show(kind, data.Need(kind, call.Id()))));
        }
        var coupons = services.GetRequiredService<CouponDesk>();
        api.MapPost("/coupons", door.Serve(Access.Create, call => view.Show(Kinds.Coupons, coupons.Create(call.Body, call.Change)), 201));
        api.MapDelete("/coupons/{id:long}", door.Serve(Access.Delete, call =>
            view.Show(Kinds.Coupons, call.Force ? coupons.Delete(call.Id(), call.Change) : coupons.Trash(call.Id(), call.Change))));
    }

    private static string[] Namespaces(bool plugin) => plugin
        ? ["oembed/1.0", "wc/v1", "wc/v2", "wc/v3", "wc-analytics", "wc/store", "wc/store/v1", "wp/v2"]
        : ["oembed/1.0", "wp/v2"];

    private static JsonObject Status(ShopAddress address, ShopSettings settings) => new()
    {
        ["environment"] = new JsonObject { ["home_url"] = address.Home, ["site_url"] = address.Home, ["version"] = "11.0.1", ["wp_version"] = "7.0.4", ["wp_cron"] = true },
        ["settings"] = new JsonObject
        {
            ["api_enabled"] = false,
            ["force_ssl"] = false,
            ["currency"] = settings.Currency,
            ["currency_symbol"] = settings.CurrencySymbol,
            ["number_of_decimals"] = 2,
            ["HPOS_enabled"] = true,
            ["HPOS_sync_enabled"] = false,
        },
    };

    private static IEnumerable<(string Name, string Label, string Value)> General(ShopSettings settings) =>
    [
        ("woocommerce_default_country", "Country / State", $"{settings.BaseCountry}:{settings.BaseState}"),
        ("woocommerce_currency", "Currency", settings.Currency),
        ("woocommerce_calc_taxes", "Enable taxes", "yes"),
        ("woocommerce_price_num_decimals", "Number of decimals", "2"),
    ];

    private static JsonNode Setting((string Name, string Label, string Value) setting) => new JsonObject
    {
        ["id"] = setting.Name,
        ["label"] = setting.Label,
        ["description"] = "",
        ["type"] = "text",
        ["default"] = "",
        ["value"] = setting.Value,
    };
}
