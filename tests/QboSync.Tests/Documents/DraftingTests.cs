using System.Globalization;
using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Woo.Shapes;

namespace QboSync.Tests.Documents;

public sealed class DraftingTests
{
    private static readonly CompanyBooks WithTax = Books("USD", isUs: true);
    private static readonly CompanyBooks WithoutTax = WithTax with { Facts = WithTax.Facts with { UsingSalesTax = false } };

    [Fact]
    public void Lines_and_tax_are_the_total_or_the_order_is_held_for_any_order()
    {
        var random = new Random(1042);
        var (drafted, held) = (0, 0);
        for (var i = 0; i < 5_000; i++)
        {
            var off = random.Next(0, 3) == 0 ? random.Next(-5, 6) / 100m : 0;
            var order = WooJson.Order(Any(random, i + 1, off).Json());
            try
            {
                var draft = Drafting.OfOrder(order, random.Next(2) == 0 ? WithTax : WithoutTax);
                Assert.Equal(order.Total, draft.Lines.Sum(line => line.Amount) + (draft.Tax.Total ?? 0));
                Assert.True(Math.Abs(off) <= 0.02m);
                Assert.All(draft.Lines.Where(line => line.Quantity is not null), line =>
                    Assert.Equal(line.Amount, Math.Round(line.Quantity!.Value * line.UnitPrice!.Value, 2, MidpointRounding.AwayFromZero)));
                drafted++;
            }
            catch (FaultException e)
            {
                Assert.Equal("total_differs", e.Fault.Code);
                Assert.True(Math.Abs(off) > 0.02m);
                held++;
            }
        }
        Assert.True(drafted > 1000 && held > 100);
    }

    [Fact]
    public void Discounts_stand_in_the_lines_already()
    {
        var order = WooJson.Order(File.ReadAllText(Path.Combine(Testing.RepositoryRoot.Samples("rest"), "order-95-tax-round-at-subtotal.body.json")));

        var draft = Drafting.OfOrder(order, WithTax);

        Assert.Equal(131.06m, draft.Total);
        Assert.Equal(10.68m, draft.Tax.Total);
        Assert.Equal(0m, draft.Rounding);
        Assert.All(draft.Lines, line => Assert.Equal("TAX", line.TaxCode));
    }

    [Fact]
    public void Tax_on_lines_of_which_none_is_taxed_is_not_lost()
    {
        var order = WooJson.Order(new Order(1) { Tax = 0.50m }.Json());

        Assert.Equal("TAX", Drafting.OfOrder(order, WithTax).Lines[0].TaxCode);
    }

    [Fact]
    public void An_order_without_lines_still_has_one()
    {
        var order = WooJson.Order(new Order(1) { Lines = [] }.Json());

        Assert.Equal(0m, Assert.Single(Drafting.OfOrder(order, WithTax).Lines).Amount);
    }

    [Fact]
    public void Free_shipping_is_no_line_and_a_negative_fee_is_one()
    {
        var order = WooJson.Order(new Order(1) { Shipping = [("Free shipping", 0m)], Fees = [("Loyalty", -3.00m)] }.Json());

        Assert.Equal([(LineRole.Product, 12.00m), (LineRole.Fee, -3.00m)], Drafting.OfOrder(order, WithTax).Lines.Select(line => (line.Role, line.Amount)));
    }

    [Theory]
    [InlineData(48, 74, "66.66", "4.83", -4.83)] // its amount leaves out the tax that its line gives back
    [InlineData(54, 75, "1.00", "0.00", 0)]
    [InlineData(56, 76, "11.24", "0.91", 0)]
    [InlineData(62, 78, "3.00", "0.00", 0)]
    public void Refunds_of_a_real_shop_are_their_amount_and_say_what_their_lines_differ(int orderId, int refundId, string total, string tax, decimal difference)
    {
        var draft = Drafting.OfRefund(Sample(orderId), SampleRefund(refundId), WithTax);

        Assert.Equal((total, tax), (Text(draft.Total), Text(draft.Tax.Total!.Value)));
        Assert.Equal(draft.Total, draft.Lines.Sum(line => line.Amount) + draft.Tax.Total);
        Assert.Equal(difference, draft.Lines.Where(line => line.Description.StartsWith("Refund difference", StringComparison.Ordinal)).Sum(line => line.Amount));
    }

    [Fact]
    public void A_refund_by_amount_gives_back_its_share_of_the_tax_where_the_mapping_wants_it()
    {
        var proportional = WithTax with { Mapping = new BookMapping { Tax = new() { AmountRefunds = AmountRefundTax.Proportional } } };

        var draft = Drafting.OfRefund(Sample(62), SampleRefund(78), proportional);

        Assert.Equal((3.00m, 0.24m), (draft.Total, draft.Tax.Total)); // 3.00 of 40.83, of which 3.33 was tax
        Assert.Equal((LineRole.Refund, 2.76m, "TAX"), Assert.Single(draft.Lines.Select(line => (line.Role, line.Amount, line.TaxCode))));
    }

    [Fact]
    public void A_refund_by_amount_of_the_whole_order_has_its_lines_and_tax()
    {
        var order = Sample(62) with { Refunds = [new(90, "", -40.83m, null)] };
        var refund = SampleRefund(78) with { Id = 90, Amount = 40.83m };

        var draft = Drafting.OfRefund(order, refund, WithTax);

        Assert.Equal((40.83m, 3.33m), (draft.Total, draft.Tax.Total));
        Assert.All(draft.Lines, line => Assert.Equal(LineRole.Product, line.Role));
    }

    [Fact]
    public void A_tip_is_told_from_a_fee_by_its_name()
    {
        var order = WooJson.Order(new Order(1) { Fees = [("Tip for the driver", 2.00m), ("Tipping scales", 3.00m)] }.Json());

        Assert.Equal([LineRole.Product, LineRole.Tip, LineRole.Fee], Drafting.OfOrder(order, WithTax).Lines.Select(line => line.Role));
    }

    [Fact]
    public void Decimals_beyond_cents_are_shared_out_and_not_rounded_away()
    {
        var lines = Enumerable.Range(1, 6).Select(i => new WooLineItem { Id = i, Name = "Subscription", Quantity = 1, Total = 33.333333m }).ToList();
        var order = WooJson.Order(new Order(1).Json()) with { LineItems = lines, Total = 200.00m };

        var draft = Drafting.OfOrder(order, WithTax);

        Assert.Equal([33.34m, 33.34m, 33.33m, 33.33m, 33.33m, 33.33m], draft.Lines.Select(line => line.Amount).OrderDescending());
        Assert.Equal(0m, draft.Rounding);
    }

    [Fact]
    public void Pieces_without_a_whole_number_and_lines_without_pieces_are_booked()
    {
        var order = WooJson.Order(new Order(1) { Lines = [new("Cheese", "CH", 14, 0.375m, 4.49m), new("Setup", "S", 15, 0, 5.00m)] }.Json());

        var lines = Drafting.OfOrder(order, WithTax).Lines;

        Assert.Equal(4.49m, Math.Round(lines[0].Quantity!.Value * lines[0].UnitPrice!.Value, 2, MidpointRounding.AwayFromZero));
        Assert.Equal((5.00m, null, null), (lines[1].Amount, lines[1].Quantity, lines[1].UnitPrice));
    }

    [Fact]
    public void An_order_of_nothing_is_a_document_of_nothing()
    {
        var draft = Drafting.OfOrder(WooJson.Order(new Order(1) { Lines = [new("Sample", "S", 14, 2, 0m)] }.Json()), WithTax);

        Assert.Equal((0m, 0m), (draft.Total, draft.Tax.Total));
        Assert.Equal((0m, 2m, 0m), Assert.Single(draft.Lines.Select(line => (line.Amount, line.Quantity, line.UnitPrice))));
    }

    [Fact]
    public void More_lines_than_QuickBooks_takes_are_said_before_it_is_asked()
    {
        var lines = Enumerable.Range(1, 751).Select(i => new Order.Line($"Product {i}", $"P-{i}", i, 1, 1.00m)).ToArray();

        var taxed = Assert.Throws<FaultException>(() => Drafting.OfOrder(WooJson.Order(new Order(1) { Lines = [.. lines[..^1], lines[^1] with { Tax = 0.08m }], Tax = 0.08m }.Json()), WithTax));

        Assert.Equal("too_many_lines", taxed.Fault.Code);
        Assert.Contains("751", taxed.Fault.Message);
        Assert.Contains("750", taxed.Fault.Message);
        Assert.Equal(751, Drafting.OfOrder(WooJson.Order(new Order(2) { Lines = lines }.Json()), WithTax).Lines.Count);
    }

    [Fact]
    public void Tax_that_nothing_is_left_for_is_a_line()
    {
        var order = WooJson.Order(new Order(1) { Lines = [new("Free sample", "S", 14, 1, 0m, Tax: 0.50m)], Tax = 0.50m }.Json());

        var draft = Drafting.OfOrder(order, WithTax);

        Assert.Equal(0m, draft.Tax.Total);
        Assert.Contains(draft.Lines, line => line is { Role: LineRole.Tax, Amount: 0.50m, TaxCode: "NON" });
    }

    [Fact]
    public void A_third_decimal_is_money_in_a_few_currencies()
    {
        var order = WooJson.Order(new Order(1).Json()) with { Currency = "KWD", Total = 12.001m };

        Assert.Equal("total_has_three_decimals", Assert.Throws<FaultException>(() => Drafting.OfOrder(order, WithTax)).Fault.Code);
    }

    internal static CompanyBooks Books(string currency, bool isUs, params TaxCode[] codes) => new(null!, new CompanyFacts
    {
        IsUs = isUs, UsingSalesTax = true, MultiCurrency = false, HomeCurrency = currency, Accounts = [], TaxCodes = codes,
    }, new BookMapping());

    private static WooOrder Sample(int id) => WooJson.Order(Samples("orders-p1").Concat(Samples("orders-p2")).Single(order => (int)order!["id"]! == id)!.ToJsonString());

    private static WooRefund SampleRefund(int id) => WooJson.Refunds(File.ReadAllText(Path.Combine(Testing.RepositoryRoot.Samples("rest"), "refunds-all.body.json"))).Single(refund => refund.Id == id);

    private static JsonArray Samples(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Testing.RepositoryRoot.Samples("rest"), $"{name}.body.json")))!.AsArray();

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static Order Any(Random random, long id, decimal off)
    {
        var lines = Enumerable.Range(0, random.Next(1, 6)).Select(i =>
        {
            var total = random.Next(0, 50_000) / 100m;
            return new Order.Line($"Product {i}", $"P-{i}", i + 1, random.Next(1, 20), total, random.Next(2) == 0 ? Math.Round(total * 0.08875m, 2) : 0);
        }).ToArray();
        var order = new Order(id)
        {
            Lines = lines,
            Tax = lines.Sum(line => line.Tax),
            Shipping = random.Next(2) == 0 ? [("Flat rate", random.Next(0, 2000) / 100m)] : [],
            Fees = random.Next(3) == 0 ? [("Fee", random.Next(-500, 500) / 100m)] : [],
        };
        var sum = lines.Sum(line => line.Total) + order.Shipping.Sum(line => line.Total) + order.Fees.Sum(line => line.Total) + order.Tax;
        return order with { Total = sum + off };
    }
}
