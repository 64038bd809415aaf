using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Pricing;

namespace Sandbox.WooCommerce.Selling;

/// <summary>Prices an order and writes the sums into its lines, tax lines, coupon lines and totals.</summary>
internal sealed class OrderPricing(ShopData data, ShopConfiguration configuration)
{
    public TaxTable Taxes() => new([.. data.Rows(Kinds.Taxes).Select(row => TaxRate.Of(data.Need(Kinds.Taxes, row.Id)))]);

    /// <summary>Prices the order anew; the shipping, fee and coupon lines stand in it already, with what the customer was asked for.</summary>
    public void Price(JsonObject order, IReadOnlyList<OrderLine> lines)
    {
        var settings = configuration.Current;
        var place = order["shipping"]!.AsObject().Text("country").Length > 0 ? order["shipping"]!.AsObject() : order["billing"]!.AsObject();
        var shipping = order.Objects("shipping_lines").ToList();
        var fees = order.Objects("fee_lines").ToList();
        var coupons = order.Objects("coupon_lines").ToList();
        var basket = new Basket(
            place.Text("country"), place.Text("state"),
            [.. lines.Select(line => new BasketLine(line.Quantity, line.Subtotal, line.TaxClass, line.Taxable, line.Total))],
            [.. fees.Select(fee => new BasketFee(fee.Amount("total") ?? 0, fee.Text("tax_class"), fee.Text("tax_status") == "taxable"))],
            [.. shipping.Select(line => line.Amount("total") ?? 0)],
            [.. coupons.Select(coupon => new BasketCoupon(coupon.Text("code"), coupon.Text("discount_type"), coupon.Amount("nominal_amount") ?? 0))]);
        var priced = OrderArithmetic.Price(basket, Taxes(), new PricingMode(order.Flag("prices_include_tax"), settings.RoundAtSubtotal));

        for (var i = 0; i < lines.Count; i++) Write(lines[i], priced.Lines[i]);
        order["line_items"] = new JsonArray([.. lines.Select(line => line.Json.DeepClone())]);
        for (var i = 0; i < shipping.Count; i++) Write(shipping[i], priced.Shipping[i]);
        for (var i = 0; i < fees.Count; i++)
        {
            fees[i]["total"] = Money.Text(priced.Fees[i].Total);
            Write(fees[i], priced.Fees[i]);
        }
        order["tax_lines"] = new JsonArray([.. priced.Taxes.Select(tax => (JsonNode)TaxLine(order, tax))]);
        for (var i = 0; i < coupons.Count; i++)
        {
            coupons[i]["discount"] = Money.Short(priced.Coupons[i].Discount);
            coupons[i]["discount_tax"] = Money.Short(priced.Coupons[i].DiscountTax);
        }
        order["discount_total"] = Money.Text(priced.DiscountTotal);
        order["discount_tax"] = Money.Text(priced.DiscountTax);
        order["shipping_total"] = Money.Text(priced.ShippingTotal);
        order["shipping_tax"] = Money.Text(priced.ShippingTax);
        order["cart_tax"] = Money.Text(priced.CartTax);
        order["total_tax"] = Money.Text(priced.TotalTax);
        order["total"] = Money.Text(priced.Total);
    }

    private static void Write(OrderLine line, PricedLine priced)
    {
        line.Json["subtotal"] = Money.Text(priced.Subtotal);
        line.Json["subtotal_tax"] = Money.Text(priced.SubtotalTax);
        line.Json["total"] = Money.Text(priced.Total);
        line.Json["total_tax"] = Money.Text(priced.TotalTax);
        line.Json["taxes"] = new JsonArray([.. priced.TotalTaxes.Select(tax =>
            Tax(tax.Key, Money.Text(tax.Value), Money.Text(priced.SubtotalTaxes.GetValueOrDefault(tax.Key))))]);
        // PHP divides floats here, and the noise of that is a trap which real shops set: 20.252582999999998.
        line.Json["price"] = line.Quantity == 0 ? 0 : JsonValue.Create((double)Rounding.Precise(priced.Total) / (double)line.Quantity);
    }

    private static void Write(JsonObject line, PricedLine priced)
    {
        line["total_tax"] = Money.Text(priced.TotalTax);
        line["taxes"] = new JsonArray([.. priced.TotalTaxes.Select(tax => Tax(tax.Key, Money.Text(tax.Value), ""))]);
    }

    private static JsonNode Tax(long rate, string total, string subtotal) => new JsonObject { ["id"] = rate, ["total"] = total, ["subtotal"] = subtotal };

    private JsonObject TaxLine(JsonObject order, PricedTax tax) => new()
    {
        ["id"] = order.Objects("tax_lines").FirstOrDefault(line => line.Number("rate_id") == tax.Rate.Id)?.Number("id") ?? data.NextId(Sequences.Items),
        ["rate_code"] = tax.Rate.Code,
        ["rate_id"] = tax.Rate.Id,
        ["label"] = tax.Rate.Name,
        ["compound"] = false,
        ["tax_total"] = Money.Text(tax.OnCart),
        ["shipping_tax_total"] = Money.Text(tax.OnShipping),
        ["rate_percent"] = JsonValue.Create((double)tax.Rate.Percent),
        ["meta_data"] = new JsonArray(),
    };
}
