using System.Globalization;
using System.Text.Json.Nodes;
using Contracts;
using Syncing.Working;

namespace QboSync.Tests.Kit;

/// <summary>Customers and products as WooCommerce sends them, with the few things that a test cares about.</summary>
internal static class Shop
{
    public static WorkItem Customer(long id, string first = "Jane", string last = "Doe", string email = "jane@example.test", string phone = "", string role = "customer") =>
        Instance.Item(Entities.Customers, id, new JsonObject
        {
            ["id"] = id, ["email"] = email, ["first_name"] = first, ["last_name"] = last, ["role"] = role,
            ["billing"] = new JsonObject { ["phone"] = phone, ["address_1"] = "1 Main St", ["city"] = "Albany", ["state"] = "NY", ["postcode"] = "12207", ["country"] = "US" },
            ["shipping"] = new JsonObject(),
        }.ToJsonString());

    public static WorkItem Product(long id, string name = "Plain Mug", string sku = "MUG-01", decimal? price = 12.00m, string type = "simple", string status = "publish", long parent = 0) =>
        Instance.Item(Entities.Products, id, new JsonObject
        {
            ["id"] = id, ["parent_id"] = parent, ["name"] = name, ["sku"] = sku, ["type"] = type, ["status"] = status,
            ["regular_price"] = price?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
        }.ToJsonString());
}
