using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Reading;

/// <summary>Products, their variations, and all variations at once. A variation can be read at both addresses, in two shapes.</summary>
internal static class ProductRoutes
{
    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var door = services.GetRequiredService<RestDoor>();
        var data = services.GetRequiredService<ShopData>();
        var view = services.GetRequiredService<ResourceView>();
        var listing = services.GetRequiredService<Listing>();
        var desk = services.GetRequiredService<ProductDesk>();
        JsonObject Show(JsonObject product) => view.Show(Kinds.Products, product);

        var products = routes.MapGroup("/wp-json/wc/v3/products");
        products.MapMethods("", Verbs.Read, door.Serve(Access.List, call => listing.Page(call, Kinds.Products, Show, row => row.Type != "variation")));
        products.MapPost("", door.Serve(Access.Create, call => Show(desk.Create(call.Body, call.Change)), 201));
        products.MapMethods("/{id:long}", Verbs.Read, door.Serve(Access.View, call => Show(data.Need(Kinds.Products, call.Id()))));
        products.MapMethods("/{id:long}", Verbs.Write, door.Serve(Access.Edit, call => Show(desk.Update(call.Id(), call.Body, call.Change))));
        products.MapDelete("/{id:long}", door.Serve(Access.Delete, call => Show(call.Force ? desk.Delete(call.Id(), call.Change) : desk.Trash(call.Id(), call.Change))));

        var variations = products.MapGroup("/{id:long}/variations");
        variations.MapMethods("", Verbs.Read, door.Serve(Access.List, call =>
        {
            var parent = Parent(data, call.Id());
            return listing.Page(call, Kinds.Products, view.Variation, row => row.Type == "variation" && row.ParentId == parent);
        }));
        variations.MapPost("", door.Serve(Access.Create, call => view.Variation(desk.CreateVariation(call.Id(), call.Body, call.Change)), 201));
        variations.MapMethods("/{vid:long}", Verbs.Read, door.Serve(Access.View, call => view.Variation(Variation(data, call))));
        variations.MapMethods("/{vid:long}", Verbs.Write, door.Serve(Access.Edit, call => view.Variation(desk.Update(Variation(data, call).Number("id"), call.Body, call.Change))));
        variations.MapDelete("/{vid:long}", door.Serve(Access.Delete, call => call.Force
            ? view.Variation(desk.Delete(Variation(data, call).Number("id"), call.Change))
            : view.Variation(desk.Trash(Variation(data, call).Number("id"), call.Change))));
        routes.MapMethods("/wp-json/wc/v3/variations", Verbs.Read, door.Serve(Access.List, call => listing.Page(call, Kinds.Products, view.Variation, row => row.Type == "variation")));
    }

    private static long Parent(ShopData data, long id) => data.Need(Kinds.Products, id).Number("id");

    private static JsonObject Variation(ShopData data, RestCall call) =>
        data.Get(Kinds.Products, call.Id("vid")) is { } variation && variation.Number("parent_id") == call.Id()
            ? variation
            : throw new WooRefusal(404, "woocommerce_rest_product_variation_invalid_id", "Invalid ID.");
}
