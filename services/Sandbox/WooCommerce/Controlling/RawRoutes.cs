using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Reading;

namespace Sandbox.WooCommerce.Controlling;

/// <summary>The addresses of <see cref="RawResources"/>.</summary>
internal static class RawRoutes
{
    public static void MapRawResources(this IEndpointRouteBuilder routes)
    {
        var door = routes.ServiceProvider.GetRequiredService<RestDoor>();
        var raw = routes.ServiceProvider.GetRequiredService<RawResources>();
        routes.MapPut("/raw/{kind}/{id:long}", door.Control(call =>
        {
            var loaded = raw.Load((string)call.Context.Request.RouteValues["kind"]!, call.Id(), call.Body);
            if (call.Query["raise"].ToString() is { Length: > 0 } topic) call.Change.Raise(topic, call.Id());
            return loaded;
        }));
        routes.MapPut("/raw/orders/{id:long}/refunds/{rid:long}", door.Control(call => raw.LoadRefund(call.Id(), call.Id("rid"), call.Body)));
        routes.MapDelete("/raw/{kind}/{id:long}", door.Control(call =>
        {
            raw.Remove((string)call.Context.Request.RouteValues["kind"]!, call.Id());
            return new System.Text.Json.Nodes.JsonObject { ["removed"] = call.Id() };
        }));
    }
}
