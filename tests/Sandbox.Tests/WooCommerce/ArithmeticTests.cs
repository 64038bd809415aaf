using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.Tests.Driving;
using Sandbox.WooCommerce.Pricing;

namespace Sandbox.Tests.WooCommerce;

/// <summary>The stand-in's arithmetic held against what a real store computed.</summary>
public class ArithmeticTests
{
    private static readonly TaxTable Taxes = new([.. Samples.Rest("taxes").AsArray().Select(tax => new TaxRate(
        (long)tax!["id"]!, (string)tax["country"]!, (string)tax["state"]!, Amount(tax["rate"]), (string)tax["name"]!, (int)tax["priority"]!, (bool)tax["shipping"]!,
        (string)tax["class"]! == "standard" ? "" : (string)tax["class"]!))]);

    public static TheoryData<string, int> Recorded()
    {
        var orders = new TheoryData<string, int>();
        foreach (var file in (string[])["orders-p1", "orders-p2", "orders-status-multi", "orders-status-trash"])
            for (var i = 0; i < Samples.Rest(file).AsArray().Count; i++) orders.Add(file, i);
        return orders;
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Recorded_orders_are_priced_to_the_penny(string file, int index) => Same(Samples.Rest(file)[index]!, new PricingMode(false, false));

    [Fact]
    public void Rounding_at_subtotal_is_priced_to_the_penny() => Same(Samples.Rest("order-95-tax-round-at-subtotal"), new PricingMode(false, true));

    [Fact]
    public void Prices_with_tax_are_priced_to_the_penny() =>
        Same(Samples.Rest("order-96-prices-include-tax"), new PricingMode(true, false), shown: [19.99m, 73.50m, 33.33m]);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Line_shipping_and_fee_totals_and_tax_add_up_to_the_total(bool pricesIncludeTax, bool roundAtSubtotal)
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var basket = Any(random);
            var priced = OrderArithmetic.Price(basket, Taxes, new PricingMode(pricesIncludeTax, roundAtSubtotal));
            var parts = priced.Lines.Concat(priced.Fees).Concat(priced.Shipping).Sum(line => Rounding.Cents(line.Total)) + priced.TotalTax;
            Assert.Equal(parts, priced.Total);
            Assert.True(priced.DiscountTotal >= 0);
        }
    }

    [Theory]
    [InlineData("0.125", "0.12")]
    [InlineData("0.1251", "0.13")]
    [InlineData("-0.125", "-0.12")]
    [InlineData("0.135", "0.13")]
    public void Half_down_goes_towards_zero(string amount, string rounded) =>
        Assert.Equal(decimal.Parse(rounded, CultureInfo.InvariantCulture), Rounding.HalfDown(decimal.Parse(amount, CultureInfo.InvariantCulture), 2));

    private static Basket Any(Random random)
    {
        string[] classes = ["", "", "reduced-rate"];
        var lines = Enumerable.Range(0, random.Next(1, 5)).Select(_ => new BasketLine(random.Next(1, 5), random.Next(1, 20000) / 100m, classes[random.Next(3)], random.Next(6) > 0)).ToList();
        IReadOnlyList<BasketFee> fees = random.Next(3) switch { 0 => [new BasketFee(2.35m, "", true)], 1 => [new BasketFee(-3m, "", false)], _ => [] };
        IReadOnlyList<BasketCoupon> coupons = random.Next(3) switch { 0 => [new BasketCoupon("p", "percent", random.Next(1, 30))], 1 => [new BasketCoupon("f", "fixed_cart", 5)], _ => [] };
        return new Basket("US", random.Next(3) switch { 0 => "NY", 1 => "CA", _ => "TX" }, lines, fees, random.Next(2) == 0 ? [7.5m] : [], coupons);
    }

    private static void Same(JsonNode order, PricingMode mode, decimal[]? shown = null)
    {
        var place = order["shipping"]!;
        var lines = order["line_items"]!.AsArray();
        string Class(JsonNode line) => (string)line["tax_class"]!;
        IReadOnlyList<TaxRate> Rates(JsonNode line) => Taxes.Find((string)place["country"]!, (string)place["state"]!, Class(line));
        bool Taxed(JsonNode line) => line["taxes"]!.AsArray().Count > 0 || Rates(line).Count == 0;
        var basket = new Basket((string)place["country"]!, (string)place["state"]!,
            [.. lines.Select((line, i) => new BasketLine(Amount(line!["quantity"]), shown is null ? Amount(line["subtotal"]) : shown[i] - Taxation.In(shown[i], Rates(line)).Values.Sum(), Class(line), Taxed(line)))],
            [.. order["fee_lines"]!.AsArray().Select(fee => new BasketFee(Amount(fee!["total"]), Class(fee), (string)fee["tax_status"]! == "taxable"))],
            [.. order["shipping_lines"]!.AsArray().Select(line => Amount(line!["total"]))],
            [.. order["coupon_lines"]!.AsArray().Select(coupon => new BasketCoupon((string)coupon!["code"]!, (string)coupon["discount_type"]!, Amount(coupon["nominal_amount"])))]);
        var priced = OrderArithmetic.Price(basket, Taxes, mode);

        for (var i = 0; i < lines.Count; i++) Line(lines[i]!, priced.Lines[i], whole: true);
        for (var i = 0; i < priced.Fees.Count; i++) Line(order["fee_lines"]![i]!, priced.Fees[i], whole: false);
        for (var i = 0; i < priced.Shipping.Count; i++) Line(order["shipping_lines"]![i]!, priced.Shipping[i], whole: false);
        Assert.Equal(order["tax_lines"]!.AsArray().Select(tax => ((string)tax!["rate_code"]!, Amount(tax["tax_total"]), Amount(tax["shipping_tax_total"]))),
            priced.Taxes.Select(tax => (tax.Rate.Code, Rounding.Cents(tax.OnCart), Rounding.Cents(tax.OnShipping))));
        Assert.Equal(order["coupon_lines"]!.AsArray().Select(coupon => (Amount(coupon!["discount"]), Amount(coupon["discount_tax"]))),
            priced.Coupons.Select(coupon => (coupon.Discount, Rounding.Precise(coupon.DiscountTax))));
        Assert.Equal(Amount(order["discount_total"]), priced.DiscountTotal);
        Assert.Equal(Amount(order["discount_tax"]), Rounding.Cents(priced.DiscountTax));
        Assert.Equal(Amount(order["shipping_tax"]), Rounding.Cents(priced.ShippingTax));
        Assert.Equal(Amount(order["cart_tax"]), Rounding.Cents(priced.CartTax));
        Assert.Equal(Amount(order["total_tax"]), priced.TotalTax);
        Assert.Equal(Amount(order["total"]), priced.Total);
    }

    private static void Line(JsonNode recorded, PricedLine priced, bool whole)
    {
        Assert.Equal(Amount(recorded["total"]), Rounding.Cents(priced.Total));
        Assert.Equal(Amount(recorded["total_tax"]), Rounding.Cents(priced.TotalTax));
        Assert.Equal(recorded["taxes"]!.AsArray().Select(tax => ((long)tax!["id"]!, Amount(tax["total"]))), priced.TotalTaxes.Select(tax => (tax.Key, Rounding.Cents(tax.Value))));
        if (!whole) return;
        Assert.Equal(Amount(recorded["subtotal"]), Rounding.Cents(priced.Subtotal));
        Assert.Equal(Amount(recorded["subtotal_tax"]), Rounding.Cents(priced.SubtotalTax));
    }

    private static decimal Amount(JsonNode? node) => decimal.Parse(node!.ToString(), NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
}
