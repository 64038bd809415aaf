using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Reading;

/// <summary>
/// <c>POST /{kind}/batch</c> of <c>create</c>, <c>update</c> and <c>delete</c>, a hundred at most. The answer is 200 even where items fail;
/// deletes are for good, so that no webhook tells of them.
/// </summary>
internal static class BatchRoutes
{
    private const int Most = 100;

    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var orders = services.GetRequiredService<OrderDesk>();
        var products = services.GetRequiredService<ProductDesk>();
        var customers = services.GetRequiredService<CustomerDesk>();
        Map(routes, Kinds.Orders, orders.Place, orders.Update, orders.Delete);
        Map(routes, Kinds.Products, products.Create, products.Update, products.Delete);
        Map(routes, Kinds.Customers, customers.Create, customers.Update, customers.Delete);
    }

    private static void Map(IEndpointRouteBuilder routes, string kind, Func<JsonObject, Change, JsonObject> create, Func<long, JsonObject, Change, JsonObject> update, Func<long, Change, JsonObject> delete)
    {
        var view = routes.ServiceProvider.GetRequiredService<ResourceView>();
        var door = routes.ServiceProvider.GetRequiredService<RestDoor>();
        routes.MapPost($"/wp-json/wc/v3/{kind}/batch", door.Serve(Access.Edit, call =>
        {
            var ids = (call.Body["delete"] as JsonArray ?? []).Select(id => (long)id!).ToList();
            if (call.Body.Objects("create").Count() + call.Body.Objects("update").Count() + ids.Count > Most)
                throw new WooRefusal(413, "woocommerce_rest_request_entity_too_large", $"Unable to accept more than {Most} items for this request.");
            var answer = new JsonObject();
            void Each<T>(string name, IEnumerable<T> items, Func<T, long> idOf, Func<T, JsonObject> work)
            {
                var done = items.Select(item => (JsonNode)Try(idOf(item), () => view.Show(kind, work(item)))).ToList();
                if (done.Count > 0) answer[name] = new JsonArray([.. done]);
            }
            Each("create", call.Body.Objects("create"), _ => 0, item => create(item, call.Change));
            Each("update", call.Body.Objects("update"), item => item.Number("id"), item => update(item.Number("id"), item, call.Change));
            Each("delete", ids, id => id, id => delete(id, call.Change));
            return answer;
        }));
    }

    private static JsonObject Try(long id, Func<JsonObject> work)
    {
        try
        {
            return work();
        }
        catch (WooRefusal refusal)
        {
            var error = refusal.Body();
            if (refusal.Status == 404) error["data"]!["status"] = 400; // recorded: an unknown id in a batch says 400
            return new JsonObject { ["id"] = id, ["error"] = error };
        }
    }
}
