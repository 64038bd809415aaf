using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Delivering;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Reading;

/// <summary>Webhooks; their secrets and failure counts are never shown.</summary>
internal static class WebhookRoutes
{
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var door = services.GetRequiredService<RestDoor>();
        var data = services.GetRequiredService<ShopData>();
        var view = services.GetRequiredService<ResourceView>();
        var listing = services.GetRequiredService<Listing>();
        var desk = services.GetRequiredService<WebhookDesk>();
        JsonObject Show(JsonObject webhook) => view.Show(Kinds.Webhooks, webhook);

        var webhooks = routes.MapGroup("/wp-json/wc/v3/webhooks");
        webhooks.MapMethods("", Verbs.Read, door.Serve(Access.List, call => listing.Page(call, Kinds.Webhooks, Show)));
        webhooks.MapPost("", door.Serve(Access.Create, async call => (JsonNode)Show(await desk.CreateAsync(call.Body, call.Context.RequestAborted)), 201));
        webhooks.MapMethods("/{id:long}", Verbs.Read, door.Serve(Access.View, call => Show(data.Need(Kinds.Webhooks, call.Id()))));
        webhooks.MapMethods("/{id:long}", Verbs.Write, door.Serve(Access.Edit, async call => (JsonNode)Show(await desk.UpdateAsync(call.Id(), call.Body, call.Context.RequestAborted))));
        webhooks.MapDelete("/{id:long}", door.Serve(Access.Delete, call =>
        {
            if (!call.Force) throw new WooRefusal(501, "woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.");
            var webhook = data.Need(Kinds.Webhooks, call.Id());
            data.Remove(Kinds.Webhooks, call.Id());
            return Show(webhook);
        }));
    }
}
