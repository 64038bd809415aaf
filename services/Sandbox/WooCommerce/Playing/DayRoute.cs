using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Reading;

namespace Sandbox.WooCommerce.Playing;

/// <summary><c>POST /control/woocommerce/day</c>: answers when everything is delivered.</summary>
internal static class DayRoute
{
    public static void MapDay(this IEndpointRouteBuilder routes)
    {
        var door = routes.ServiceProvider.GetRequiredService<RestDoor>();
        var day = routes.ServiceProvider.GetRequiredService<ShopDay>();
        var stopping = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        routes.MapPost("/day", door.Serve(Access.Open, async call => (JsonNode)await day.PlayAsync(DayPlan.Read(call.Body), stopping)));
    }
}
