using Woo.Shapes;

namespace Woo.Tests.Shapes;

public class SampleShapeTests
{
    [Fact]
    public void In_every_order_the_parts_are_the_total()
    {
        var orders = Sample.All("orders");
        Assert.True(orders.Count > 60);
        Assert.All(orders, sample =>
        {
            var order = WooJson.Order(sample.Json);
            Assert.True(order.Total == order.SumOfParts(), $"{sample.Where}: {order.Total} is not {order.SumOfParts()}");
            Assert.Equal(order.DiscountTotal, order.LineItems.Sum(line => line.Subtotal - line.Total));
            Assert.NotNull(order.DateCreatedGmt);
            Assert.NotNull(order.DateModifiedGmt);
        });
    }

    [Fact]
    public void Every_product_and_customer_reads()
    {
        Assert.All(Sample.All("products"), sample => Assert.True(WooJson.Product(sample.Json).Id > 0, sample.Where));
        Assert.All(Sample.All("customers"), sample => Assert.True(WooJson.Customer(sample.Json).Id > 0, sample.Where));
    }

    [Fact]
    public void An_order_field_by_field()
    {
        var order = WooJson.Order(Sample.Delivery("0134-order.updated"));
        Assert.Equal(53, order.Id);
        Assert.Equal("53", order.Number);
        Assert.Equal("processing", order.Status);
        Assert.Equal("USD", order.Currency);
        Assert.Equal(8.77m, order.Total);
        Assert.Equal(0.38m, order.TotalTax);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 59, 11, TimeSpan.Zero), order.DateModifiedGmt);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 57, 13, TimeSpan.Zero), order.DatePaidGmt);
        Assert.Null(order.DateCompletedGmt);
        Assert.Equal("Guðrún", order.Billing.FirstName);
        Assert.Equal("cust6@example.test", order.Billing.Email);
        var line = Assert.Single(order.LineItems);
        Assert.Equal((18L, 0L, 1m, 0.99m, 0.89m, 0.08m), (line.ProductId, line.VariationId, line.Quantity, line.Subtotal, line.Total, line.TotalTax));
        Assert.Equal("STK-1", line.Sku);
        Assert.Null(line.ImageId);
        Assert.Equal("To Ana ♥", line.MetaData[0].Text);
        Assert.Null(Assert.Single(Assert.Single(order.ShippingLines).Taxes).Subtotal);
        Assert.Equal(0.1m, Assert.Single(order.CouponLines).Discount);
        Assert.Equal(new WooRefundSummary(79, "live", -2.00m, 0.00m), Assert.Single(order.Refunds));
        Assert.Equal([4m, 4.875m], order.TaxLines.Select(tax => tax.RatePercent!.Value));
        Assert.Equal("$", order.Raw.GetProperty("currency_symbol").GetString());
    }

    [Fact]
    public void A_refund_names_the_line_that_it_takes_back()
    {
        var refund = Assert.Single(WooJson.Refunds(Sample.Rest("order-48-refunds")));
        Assert.Equal((74L, 66.66m, "damaged", false), (refund.Id, refund.Amount, refund.Reason, refund.RefundedPayment));
        var line = Assert.Single(refund.LineItems);
        Assert.Equal((5L, 0m, -66.66m, -4.83m), (line.RefundedItemId, line.Quantity, line.Total, line.TotalTax));
        Assert.Contains(WooJson.Order(Sample.Rest("order-48-with-refunds")).LineItems, original => original.Id == line.RefundedItemId);
    }

    [Fact]
    public void A_refund_by_amount_alone_has_no_lines()
    {
        var refund = Assert.Single(WooJson.Refunds(Sample.Rest("order-54-refunds")));
        Assert.Equal(1.00m, refund.Amount);
        Assert.Empty(refund.LineItems);
    }

    [Fact]
    public void The_shop_wide_list_of_refunds_names_the_order()
    {
        var refunds = WooJson.Refunds(Sample.Rest("refunds-all"));
        Assert.Equal(5, refunds.Count);
        Assert.All(refunds, refund => Assert.NotNull(refund.ParentId));
        Assert.Null(refunds.Single(refund => refund.Id == 76).LineItems[0].Sku);
    }

    [Fact]
    public void Products_and_variations()
    {
        var variable = WooJson.Product(Sample.Rest("product-variable"));
        Assert.Equal(("variable", 31.00m, null, 2), (variable.Type, variable.Price, variable.RegularPrice, variable.Variations.Count));
        Assert.Equal(["Blue", "Green", "Red"], variable.Attributes[0].Options);
        Assert.False(variable.IsVariation);

        var variation = WooJson.Product(Sample.Rest("product-variation-via-products"));
        Assert.True(variation.IsVariation);
        Assert.Equal((30L, "HOOD-R-S", 31.00m), (variation.ParentId, variation.Sku, variation.RegularPrice));
        Assert.Equal(["Red"], variation.Attributes[0].Options);
    }

    [Fact]
    public void A_negative_fee_with_tax_and_prices_with_tax_keep_their_sums()
    {
        var order = WooJson.Order(Sample.Rest("order-54-with-refunds"));
        var fee = Assert.Single(order.FeeLines);
        Assert.Equal((-3.00m, -0.18m, "none"), (fee.Total, fee.TotalTax, fee.TaxStatus));
        Assert.True(WooJson.Order(Sample.Rest("order-96-prices-include-tax")).PricesIncludeTax);
        var rounded = WooJson.Order(Sample.Rest("order-95-tax-round-at-subtotal"));
        Assert.NotEqual(rounded.TotalTax, rounded.TaxLines.Sum(tax => tax.TaxTotal + tax.ShippingTaxTotal));
    }
}
