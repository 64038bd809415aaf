using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Pricing;

namespace Sandbox.WooCommerce.Selling;

/// <summary>Product lines: made from what a request asks for, or read back from an order that is priced again.</summary>
internal sealed class OrderLines(ShopData data, ShopConfiguration configuration)
{
    /// <summary>
    /// A line for a product or variation, or one without product where only name and total are given. On an order with coupons a given
    /// total counts for nothing: the discount is worked out from the subtotal.
    /// </summary>
    public OrderLine FromRequest(JsonObject request, TaxTable taxes, bool coupons)
    {
        var quantity = request.Amount("quantity") ?? 1;
        var productId = request.Number("variation_id") is > 0 and var variationId ? variationId : request.Number("product_id");
        var product = productId > 0 ? data.Get(Kinds.Products, productId) ?? throw new WooRefusal(400, "woocommerce_rest_invalid_product_id", $"Invalid product ID: {productId}.") : null;
        var parent = product?.Text("type") == "variation" ? data.Get(Kinds.Products, product.Number("parent_id")) : null;
        var taxClass = request.TextOrNull("tax_class") ?? product?.Text("tax_class") ?? "";
        var taxable = product is null || product.Text("tax_status") == "taxable";
        var subtotal = request.Amount("subtotal") ?? request.Amount("total")
            ?? Net((product?.Amount("price") ?? 0) * quantity, taxable ? taxClass : null, taxes);
        var json = new JsonObject
        {
            ["id"] = data.NextId(Sequences.Items),
            ["name"] = request.TextOrNull("name") ?? product?.Text("name") ?? "",
            ["product_id"] = parent?.Number("id") ?? product?.Number("id") ?? 0,
            ["variation_id"] = parent is null ? 0 : product!.Number("id"),
            ["quantity"] = Quantity(quantity),
            ["tax_class"] = taxClass,
            ["subtotal"] = "0.00",
            ["subtotal_tax"] = "0.00",
            ["total"] = "0.00",
            ["total_tax"] = "0.00",
            ["taxes"] = new JsonArray(),
            ["meta_data"] = new JsonArray([.. Meta(request, parent is null ? null : product)]),
            ["sku"] = product?.Text("sku"),
            ["global_unique_id"] = product is null ? null : product.Text("global_unique_id"),
            ["price"] = 0,
            ["image"] = new JsonObject { ["id"] = parent is null ? "" : 0, ["src"] = "" },
            ["parent_name"] = parent?.Text("name"),
        };
        return new OrderLine(json, quantity, subtotal, coupons ? null : request.Amount("total"), taxClass, taxable);
    }

    /// <summary>A line as the order has it, with what a request changes about it.</summary>
    public OrderLine Again(JsonObject line, JsonObject? change, bool coupons)
    {
        var before = line.Amount("quantity") ?? 1;
        var quantity = change?.Amount("quantity") ?? before;
        var subtotal = change?.Amount("subtotal") ?? (before == 0 ? 0 : (line.Amount("subtotal") ?? 0) / before * quantity);
        var total = change?.Amount("total") ?? (coupons ? null : before == 0 ? 0 : (line.Amount("total") ?? 0) / before * quantity);
        line["quantity"] = Quantity(quantity);
        if (change?.TextOrNull("name") is { } name) line["name"] = name;
        var productId = line.Number("variation_id") is > 0 and var variationId ? variationId : line.Number("product_id");
        var product = data.Get(Kinds.Products, productId);
        return new OrderLine(line, quantity, subtotal, total, line.Text("tax_class"), product is null || product.Text("tax_status") == "taxable");
    }

    /// <summary>
    /// A shown price without tax. Where prices include tax it is the shop's own place's tax that is in them, wherever the customer lives
    /// (<c>woocommerce_adjust_non_base_location_prices</c>).
    /// </summary>
    private decimal Net(decimal shown, string? taxClass, TaxTable taxes)
    {
        var settings = configuration.Current;
        if (!settings.PricesIncludeTax || taxClass is null) return shown;
        return shown - Taxation.In(shown, taxes.Find(settings.BaseCountry, settings.BaseState, taxClass)).Values.Sum();
    }

    private IEnumerable<JsonNode> Meta(JsonObject request, JsonObject? variation)
    {
        foreach (var attribute in variation?.Objects("attributes") ?? [])
        {
            var global = attribute.Number("id") > 0;
            var option = attribute.Text("option");
            yield return MetaData.OfItem(data, attribute.Text("slug"), global ? option.ToLower(CultureInfo.InvariantCulture) : option, attribute.Text("name"), option);
        }
        foreach (var meta in request.Objects("meta_data")) yield return MetaData.OfItem(data, meta.Text("key"), meta.Text("value"));
    }

    private static JsonNode Quantity(decimal quantity) => quantity == decimal.Truncate(quantity) ? JsonValue.Create((long)quantity) : JsonValue.Create(quantity);
}
