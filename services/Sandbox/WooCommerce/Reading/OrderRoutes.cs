using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Reading;

/// <summary>Orders and their refunds.</summary>
internal static class OrderRoutes
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var door = services.GetRequiredService<RestDoor>();
        var data = services.GetRequiredService<ShopData>();
        var view = services.GetRequiredService<ResourceView>();
        var listing = services.GetRequiredService<Listing>();
        var desk = services.GetRequiredService<OrderDesk>();
        var refunds = services.GetRequiredService<RefundDesk>();
        JsonObject Show(JsonObject order) => view.Show(Kinds.Orders, order);
        JsonObject ShowRefund(JsonObject refund) => view.Refund(refund, withParent: false);

        var orders = routes.MapGroup("/wp-json/wc/v3/orders");
        orders.MapMethods("", Verbs.Read, door.Serve(Access.List, call => listing.Page(call, Kinds.Orders, Show)));
        orders.MapPost("", door.Serve(Access.Create, call => Show(desk.Place(call.Body, call.Change)), 201));
        orders.MapMethods("/statuses", Verbs.Read, door.Serve(Access.Open, _ => Statuses()));
        orders.MapMethods("/{id:long}", Verbs.Read, door.Serve(Access.View, call => Show(data.Need(Kinds.Orders, call.Id()))));
        orders.MapMethods("/{id:long}", Verbs.Write, door.Serve(Access.Edit, call => Show(desk.Update(call.Id(), call.Body, call.Change))));
        orders.MapDelete("/{id:long}", door.Serve(Access.Delete, call => Show(call.Force ? desk.Delete(call.Id(), call.Change) : desk.Trash(call.Id(), call.Change))));

        orders.MapMethods("/{id:long}/refunds", Verbs.Read, door.Serve(Access.List, call =>
        {
            var order = NeedOrder(data, call.Id());
            return listing.Page(call, Kinds.Refunds, ShowRefund, row => row.ParentId == order);
        }));
        orders.MapPost("/{id:long}/refunds", door.Serve(Access.Create, call => ShowRefund(refunds.Create(call.Id(), call.Body, call.Change)), 201));
        orders.MapMethods("/{id:long}/refunds/{rid:long}", Verbs.Read, door.Serve(Access.View, call => ShowRefund(Refund(data, NeedOrder(data, call.Id()), call.Id("rid")))));
        orders.MapDelete("/{id:long}/refunds/{rid:long}", door.Serve(Access.Delete, call => call.Force
            ? ShowRefund(refunds.Delete(call.Id(), call.Id("rid")))
            : throw new WooRefusal(501, "woocommerce_rest_trash_not_supported", "Order refunds do not support trashing.")));
        routes.MapMethods("/wp-json/wc/v3/refunds", Verbs.Read, door.Serve(Access.List, call => listing.Page(call, Kinds.Refunds, refund => view.Show(Kinds.Refunds, refund))));
    }

    private static long NeedOrder(ShopData data, long id) =>
        data.Get(Kinds.Orders, id) is null ? throw new WooRefusal(404, "woocommerce_rest_invalid_order_id", "Invalid order ID.") : id;

    private static JsonObject Refund(ShopData data, long orderId, long id) =>
        data.Get(Kinds.Refunds, id) is { } refund && refund.Number("parent_id") == orderId ? refund : throw WooRefusal.NoSuch(Kinds.Refunds);

    private static JsonNode Statuses() => JsonNode.Parse("""
        [{"slug":"pending","name":"Pending payment"},{"slug":"processing","name":"Processing"},{"slug":"on-hold","name":"On hold"},
        {"slug":"completed","name":"Completed"},{"slug":"cancelled","name":"Cancelled"},{"slug":"refunded","name":"Refunded"},
        {"slug":"failed","name":"Failed"},{"slug":"checkout-draft","name":"Draft"}]
        """)!;
}
