using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Reading;

/// <summary>Customers; they cannot be trashed.</summary>
internal static class CustomerRoutes
{
    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var door = services.GetRequiredService<RestDoor>();
        var data = services.GetRequiredService<ShopData>();
        var view = services.GetRequiredService<ResourceView>();
        var listing = services.GetRequiredService<Listing>();
        var desk = services.GetRequiredService<CustomerDesk>();
        JsonObject Show(JsonObject customer) => view.Show(Kinds.Customers, customer);

        var customers = routes.MapGroup("/wp-json/wc/v3/customers");
        customers.MapMethods("", Verbs.Read, door.Serve(Access.List, call => listing.Page(call, Kinds.Customers, Show)));
        customers.MapPost("", door.Serve(Access.Create, call => Show(desk.Create(call.Body, call.Change)), 201));
        customers.MapMethods("/{id:long}", Verbs.Read, door.Serve(Access.View, call => Show(data.Need(Kinds.Customers, call.Id()))));
        customers.MapMethods("/{id:long}", Verbs.Write, door.Serve(Access.Edit, call => Show(desk.Update(call.Id(), call.Body, call.Change))));
        customers.MapDelete("/{id:long}", door.Serve(Access.Delete, call => call.Force
            ? Show(desk.Delete(call.Id(), call.Change))
            : throw new WooRefusal(501, "woocommerce_rest_trash_not_supported", "Customers do not support trashing.")));
    }
}
