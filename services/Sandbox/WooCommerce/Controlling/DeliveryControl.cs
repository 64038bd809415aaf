using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Delivering;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Reading;

namespace Sandbox.WooCommerce.Controlling;

/// <summary>The webhooks and what becomes of their deliveries.</summary>
internal static class DeliveryControl
{
    public static void MapDeliveryControl(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var door = services.GetRequiredService<RestDoor>();
        var queue = services.GetRequiredService<DeliveryQueue>();
        var runner = services.GetRequiredService<DeliveryRunner>();
        var log = services.GetRequiredService<DeliveryLog>();
        var view = services.GetRequiredService<ResourceView>();
        var webhooks = services.GetRequiredService<WebhookDesk>();
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

        routes.MapPost("/webhooks", door.Serve(Access.Open, async call =>
            (JsonNode)view.Show(Kinds.Webhooks, await webhooks.CreateAsync(call.Body, call.Context.RequestAborted)), 201));
        routes.MapPut("/webhooks/{id:long}", door.Serve(Access.Open, async call =>
            (JsonNode)view.Show(Kinds.Webhooks, await webhooks.UpdateAsync(call.Id(), call.Body, call.Context.RequestAborted))));

        routes.MapGet("/delivery", door.Control(_ => WooCommerceStore.Serialised(queue.Switches)));
        routes.MapPatch("/delivery", door.Control(call => ShopControl.Checked(() =>
        {
            var merged = WooCommerceStore.Serialised(queue.Switches).AsObject();
            foreach (var (name, value) in call.Body) merged[name] = value?.DeepClone();
            var switches = merged.Deserialize<DeliverySwitches>(ShopSettings.Json)!;
            if (switches.Owner is not ("full" or "weak" or "gone")) throw new JsonException("owner: give full, weak or gone");
            if (switches.Repeat < 0 || switches.Drop < 0) throw new JsonException("repeat and drop: give 0 or more");
            queue.Switches = switches;
            return WooCommerceStore.Serialised(switches);
        })));
        // Not ended when the caller goes away: a delivery that was taken from the queue is sent only once.
        routes.MapPost("/delivery/run", door.Serve(Access.Open, async _ => (JsonNode)new JsonObject { ["sent"] = await runner.RunAsync(evenHeld: true, stopping) }));
        routes.MapGet("/deliveries", door.Control(call =>
        {
            var limit = int.TryParse(call.Query["limit"], out var given) ? given : 100;
            return new JsonArray([.. log.All().Where(delivery => call.Query["topic"].ToString() is "" || delivery.Text("topic") == call.Query["topic"]).TakeLast(limit)]);
        }));
        routes.MapPost("/deliveries/{id:long}/again", door.Control(call =>
        {
            var sent = log.All().FirstOrDefault(delivery => delivery.Number("id") == call.Id()) ?? throw new WooRefusal(404, "sandbox_no_such_delivery", $"No delivery {call.Id()} is kept.");
            queue.EnqueueAgain(sent.Number("webhook_id"), sent.Number("resource_id"), sent);
            return sent;
        }));
    }
}
