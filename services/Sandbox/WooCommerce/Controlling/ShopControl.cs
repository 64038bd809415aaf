using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Delivering;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Reading;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Controlling;

/// <summary>What a person or a test does in the shop, without keys. Bodies are those of WooCommerce's REST API.</summary>
internal static class ShopControl
{
    public static void MapShopControl(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var door = services.GetRequiredService<RestDoor>();
        var view = services.GetRequiredService<ResourceView>();
        var orders = services.GetRequiredService<OrderDesk>();
        var refunds = services.GetRequiredService<RefundDesk>();
        var products = services.GetRequiredService<ProductDesk>();
        var customers = services.GetRequiredService<CustomerDesk>();
        var coupons = services.GetRequiredService<CouponDesk>();
        var configuration = services.GetRequiredService<ShopConfiguration>();
        var state = services.GetRequiredService<ShopState>();

        routes.MapPost("/orders", door.Control(call => view.Show(Kinds.Orders, orders.Place(call.Body, call.Change)), 201));
        routes.MapPut("/orders/{id:long}", door.Control(call => view.Show(Kinds.Orders, orders.Update(call.Id(), call.Body, call.Change))));
        routes.MapDelete("/orders/{id:long}", door.Control(call => view.Show(Kinds.Orders, call.Force ? orders.Delete(call.Id(), call.Change) : orders.Trash(call.Id(), call.Change))));
        routes.MapPost("/orders/{id:long}/untrash", door.Control(call => view.Show(Kinds.Orders, orders.Untrash(call.Id(), call.Change))));
        routes.MapPost("/orders/{id:long}/refunds", door.Control(call => view.Show(Kinds.Refunds, refunds.Create(call.Id(), call.Body, call.Change)), 201));
        routes.MapDelete("/orders/{id:long}/refunds/{rid:long}", door.Control(call => view.Show(Kinds.Refunds, refunds.Delete(call.Id(), call.Id("rid")))));

        routes.MapPost("/products", door.Control(call => view.Show(Kinds.Products, products.Create(call.Body, call.Change)), 201));
        routes.MapPut("/products/{id:long}", door.Control(call => view.Show(Kinds.Products, products.Update(call.Id(), call.Body, call.Change))));
        routes.MapDelete("/products/{id:long}", door.Control(call => view.Show(Kinds.Products, call.Force ? products.Delete(call.Id(), call.Change) : products.Trash(call.Id(), call.Change))));
        routes.MapPost("/products/{id:long}/untrash", door.Control(call => view.Show(Kinds.Products, products.Untrash(call.Id(), call.Change))));
        routes.MapPost("/products/{id:long}/variations", door.Control(call => view.Show(Kinds.Products, products.CreateVariation(call.Id(), call.Body, call.Change)), 201));

        routes.MapPost("/customers", door.Control(call => view.Show(Kinds.Customers, customers.Create(call.Body, call.Change)), 201));
        routes.MapPut("/customers/{id:long}", door.Control(call => view.Show(Kinds.Customers, customers.Update(call.Id(), call.Body, call.Change))));
        routes.MapDelete("/customers/{id:long}", door.Control(call => view.Show(Kinds.Customers, customers.Delete(call.Id(), call.Change))));
        routes.MapPost("/coupons", door.Control(call => view.Show(Kinds.Coupons, coupons.Create(call.Body, call.Change)), 201));
        routes.MapDelete("/coupons/{id:long}", door.Control(call => view.Show(Kinds.Coupons, call.Force ? coupons.Delete(call.Id(), call.Change) : coupons.Trash(call.Id(), call.Change))));

        routes.MapGet("/settings", door.Control(_ => configuration.Current.ToJson()));
        routes.MapPatch("/settings", door.Control(call => Checked(() => configuration.Change(call.Body).ToJson())));
        routes.MapGet("/state", door.Control(_ => state.Show()));
        routes.MapDelete("/", door.Control(_ =>
        {
            state.Clear();
            return new JsonObject { ["cleared"] = true };
        }));
    }

    /// <summary>Turns an unknown or malformed setting into a 400 that names it.</summary>
    internal static JsonNode Checked(Func<JsonNode> change)
    {
        try
        {
            return change();
        }
        catch (Exception wrong) when (wrong is JsonException or TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new WooRefusal(400, "sandbox_invalid_setting", wrong.Message);
        }
    }
}
