using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Delivering;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Reading;

namespace Sandbox.WooCommerce.Controlling;

/// <summary>What stands in the shop, as <c>GET /control/woocommerce/state</c> shows it.</summary>
internal sealed class ShopState(ShopData data, ShopAddress address, ShopConfiguration configuration, DeliveryQueue queue, DeliveryLog log, Furnishing furnishing)
{
    public JsonObject Show()
    {
        var products = data.Rows(Kinds.Products);
        var orders = data.Rows(Kinds.Orders);
        var deliveries = log.All();
        return new JsonObject
        {
            ["store_url"] = address.Home,
            ["consumer_key"] = ApiKeys.ReadWriteKey,
            ["consumer_secret"] = ApiKeys.ReadWriteSecret,
            ["settings"] = configuration.Current.ToJson(),
            ["counts"] = new JsonObject
            {
                ["orders"] = orders.Count(row => Standing(row)),
                ["products"] = products.Count(row => Standing(row) && row.Type != "variation"),
                ["variations"] = products.Count(row => Standing(row) && row.Type == "variation"),
                ["customers"] = data.Rows(Kinds.Customers).Count(row => row.Role == "customer"),
                ["refunds"] = data.Rows(Kinds.Refunds).Count,
                ["coupons"] = data.Rows(Kinds.Coupons).Count,
            },
            ["ids"] = new JsonObject
            {
                ["orders"] = Ids(orders.Where(Standing)),
                ["orders_trash"] = Ids(orders.Where(row => row.Status == "trash")),
                ["products"] = Ids(products.Where(row => Standing(row) && row.Type != "variation")),
                ["products_trash"] = Ids(products.Where(row => row.Status == "trash")),
                ["variations"] = Ids(products.Where(row => Standing(row) && row.Type == "variation")),
                ["customers"] = Ids(data.Rows(Kinds.Customers).Where(row => row.Role == "customer")),
                ["refunds"] = Ids(data.Rows(Kinds.Refunds)),
            },
            ["webhooks"] = new JsonArray([.. data.Rows(Kinds.Webhooks).Select(row => (JsonNode)Webhook(data.Need(Kinds.Webhooks, row.Id)))]),
            ["queue"] = new JsonObject { ["waiting"] = queue.Waiting, ["switches"] = WooCommerceStore.Serialised(queue.Switches) },
            ["deliveries"] = new JsonObject
            {
                ["kept"] = deliveries.Count,
                ["by_status"] = new JsonObject(deliveries.GroupBy(delivery => delivery.TextOrNull("status") ?? delivery.Text("outcome"))
                    .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count()))),
                ["recent"] = new JsonArray([.. deliveries.TakeLast(50).Select(delivery =>
                {
                    delivery.Remove("body");
                    return (JsonNode)delivery;
                })]),
            },
        };
    }

    /// <summary>Back to an empty shop.</summary>
    public void Clear()
    {
        data.Clear([ShopConfiguration.Collection, DeliveryQueue.Actions, DeliveryLog.Collection]);
        configuration.Forget();
        queue.Forget();
        furnishing.EnsureTaxes();
    }

    private static bool Standing(ShopRow row) => row.Status is not ("trash" or "auto-draft" or "checkout-draft");

    private static JsonArray Ids(IEnumerable<ShopRow> rows) => new([.. rows.Select(row => (JsonNode)row.Id)]);

    private static JsonObject Webhook(JsonObject webhook)
    {
        webhook.Remove("secret");
        return webhook;
    }
}
