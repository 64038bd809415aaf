using System.Globalization;
using System.Text.Json.Nodes;

namespace Webhooks.Tests.Driving;

/// <summary>Small bodies with what the gate looks at.</summary>
public static class Bodies
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static string Order(long id, int second = 0, string status = "processing", string total = "10.00", params long[] refunds) => new JsonObject
    {
        ["id"] = id, ["parent_id"] = 0, ["number"] = $"{id}", ["status"] = status, ["currency"] = "USD", ["total"] = total, ["total_tax"] = "0.00",
        ["date_created_gmt"] = At(-60), ["date_modified_gmt"] = At(second), ["customer_id"] = 0, ["billing"] = new JsonObject { ["email"] = "ada@shop.example" },
        ["line_items"] = new JsonArray(),
        ["refunds"] = new JsonArray([.. refunds.Select(refund => (JsonNode)new JsonObject { ["id"] = refund, ["reason"] = "", ["total"] = "-1.00" })]),
    }.ToJsonString();

    public static JsonObject Refund(long id, string amount = "1.00") => new()
    {
        ["id"] = id, ["amount"] = amount, ["reason"] = "", ["date_created_gmt"] = At(0), ["line_items"] = new JsonArray(),
    };

    public static string Product(long id, int second = 0, string name = "Mug", string status = "publish") => new JsonObject
    {
        ["id"] = id, ["name"] = name, ["type"] = "simple", ["status"] = status, ["sku"] = $"S{id}", ["regular_price"] = "5.00",
        ["date_created_gmt"] = At(-60), ["date_modified_gmt"] = At(second),
    }.ToJsonString();

    public static string Customer(long id, int? second = 0, string role = "customer", bool paying = false, string first = "Ada") => new JsonObject
    {
        ["id"] = id, ["email"] = $"c{id}@shop.example", ["first_name"] = first, ["role"] = role, ["is_paying_customer"] = paying,
        ["date_created_gmt"] = second is null ? null : At(-60), ["date_modified_gmt"] = second is { } at ? At(at) : null, ["username"] = $"c{id}",
    }.ToJsonString();

    public static string At(int second) => Noon.AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
