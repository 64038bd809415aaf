using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Selling;

/// <summary>The shipping, fee and coupon lines that a request brings to an order.</summary>
internal sealed class OrderExtras(ShopData data)
{
    /// <summary>Replaces each kind of line that the request names; the others stay.</summary>
    public void Apply(JsonObject order, JsonObject request)
    {
        if (request.ContainsKey("shipping_lines")) order["shipping_lines"] = new JsonArray([.. request.Objects("shipping_lines").Select(Shipping)]);
        if (request.ContainsKey("fee_lines")) order["fee_lines"] = new JsonArray([.. request.Objects("fee_lines").Select(Fee)]);
        if (request.ContainsKey("coupon_lines")) order["coupon_lines"] = new JsonArray([.. request.Objects("coupon_lines").Select(Coupon)]);
    }

    private JsonNode Shipping(JsonObject line) => new JsonObject
    {
        ["id"] = data.NextId(Sequences.Items),
        ["method_title"] = line.TextOrNull("method_title") ?? "Flat rate",
        ["method_id"] = line.TextOrNull("method_id") ?? "flat_rate",
        ["instance_id"] = line.Text("instance_id"),
        ["total"] = Money.Text(line.Amount("total") ?? 0),
        ["total_tax"] = "0.00",
        ["taxes"] = new JsonArray(),
        ["tax_status"] = "taxable",
        ["meta_data"] = new JsonArray(),
    };

    private JsonNode Fee(JsonObject line) => new JsonObject
    {
        ["id"] = data.NextId(Sequences.Items),
        ["name"] = line.TextOrNull("name") ?? "Fee",
        ["tax_class"] = line.Text("tax_class"),
        ["tax_status"] = line.TextOrNull("tax_status") ?? "taxable",
        ["amount"] = "",
        ["total"] = Money.Text(line.Amount("total") ?? 0),
        ["total_tax"] = "0.00",
        ["taxes"] = new JsonArray(),
        ["meta_data"] = new JsonArray(),
    };

    private JsonNode Coupon(JsonObject line)
    {
        var code = line.Text("code").ToLowerInvariant();
        var coupon = data.Rows(Kinds.Coupons).Select(row => data.Need(Kinds.Coupons, row.Id))
            .FirstOrDefault(known => known.Text("status") != "trash" && known.Text("code") == code)
            ?? throw new WooRefusal(400, "woocommerce_rest_invalid_coupon", $"Coupon \"{code}\" does not exist!");
        var amount = coupon.Amount("amount") ?? 0;
        var info = Json.WordPressJson.Write(new JsonArray(coupon.Number("id"), code, coupon.Text("discount_type"), JsonValue.Create((double)amount)));
        return new JsonObject
        {
            ["id"] = data.NextId(Sequences.Items),
            ["code"] = code,
            ["discount"] = "0",
            ["discount_tax"] = "0",
            ["meta_data"] = new JsonArray(MetaData.OfItem(data, "coupon_info", info)),
            ["discount_type"] = coupon.Text("discount_type"),
            ["nominal_amount"] = JsonValue.Create((double)amount),
            ["free_shipping"] = coupon.Flag("free_shipping"),
        };
    }
}
