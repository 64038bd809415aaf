using System.Globalization;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Woo.Shapes;

namespace QboSync.Tests.Documents;

public sealed class DraftingTests
{
    private static readonly CompanyFacts WithTax = new() { IsUs = true, UsingSalesTax = true, MultiCurrency = false, HomeCurrency = "USD", Accounts = [] };
    private static readonly CompanyFacts WithoutTax = WithTax with { UsingSalesTax = false };

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
                var draft = Drafting.OfOrder(order, random.Next(2) == 0 ? WithTax : WithoutTax, roundingCents: 2);
                Assert.Equal(order.Total, draft.Lines.Sum(line => line.Amount) + (draft.Tax ?? 0));
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

        var draft = Drafting.OfOrder(order, WithTax, roundingCents: 0);

        Assert.Equal(131.06m, draft.Total);
        Assert.Equal(10.68m, draft.Tax);
        Assert.All(draft.Lines, line => Assert.True(line.Taxed));
    }

    [Fact]
    public void Tax_on_lines_of_which_none_is_taxed_is_not_lost()
    {
        var order = WooJson.Order(new Order(1) { Tax = 0.50m }.Json());

        Assert.True(Drafting.OfOrder(order, WithTax, 2).Lines[0].Taxed);
    }

    [Fact]
    public void An_order_without_lines_still_has_one()
    {
        var order = WooJson.Order(new Order(1) { Lines = [] }.Json());

        Assert.Equal(0m, Assert.Single(Drafting.OfOrder(order, WithTax, 2).Lines).Amount);
    }

    [Fact]
    public void Free_shipping_is_no_line_and_a_negative_fee_is_one()
    {
        var order = WooJson.Order(new Order(1) { Shipping = [("Free shipping", 0m)], Fees = [("Loyalty", -3.00m)] }.Json());

        Assert.Equal([(LineRole.Product, 12.00m), (LineRole.Fee, -3.00m)], Drafting.OfOrder(order, WithTax, 2).Lines.Select(line => (line.Role, line.Amount)));
    }

    [Fact]
    public void Refunds_of_a_real_shop_are_their_amount_or_held()
    {
        var refunds = WooJson.Refunds(File.ReadAllText(Path.Combine(Testing.RepositoryRoot.Samples("rest"), "refunds-all.body.json")));
        Assert.NotEmpty(refunds);
        foreach (var refund in refunds)
        {
            try
            {
                var draft = Drafting.OfRefund(refund, WithTax, 2);
                Assert.Equal(refund.Amount, draft.Lines.Sum(line => line.Amount) + (draft.Tax ?? 0));
            }
            catch (FaultException e)
            {
                Assert.Contains(refund.Amount.ToString("0.00", CultureInfo.InvariantCulture), e.Fault.Message);
            }
        }
    }

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
