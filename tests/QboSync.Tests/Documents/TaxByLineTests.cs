using QboSync.Company;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Storage;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Tests.Documents;

/// <summary>Companies outside the United States: which code a line gets, and what is said of the tax.</summary>
public sealed class TaxByLineTests
{
    private static readonly TaxCode Standard = new("2", "20.0% S", [new("3", 20m)]);
    private static readonly TaxCode Reduced = new("3", "5.0% R", [new("4", 5m)]);
    private static readonly TaxCode Zero = new("4", "0.0% Z", [new("5", 0m)]);
    private static readonly TaxCode NoVat = new("5", "No VAT", [new("6", 0m)]);
    private static readonly CompanyBooks Uk = DraftingTests.Books("GBP", isUs: false, Standard, Reduced, Zero, NoVat);
    private static readonly CompanyBooks Quebec = DraftingTests.Books("CAD", isUs: false,
        new("2", "GST", [new("3", 5m)]), new("6", "GST/QST QC - 9.975", [new("3", 5m), new("7", 9.975m)]), new("4", "Zero-rated", [new("5", 0m)]));

    [Fact]
    public void Lines_name_the_code_of_their_percentage_and_the_tax_is_said_by_rate()
    {
        var order = Order([Line(1, 10.00m, 2.00m, (7, 2.00m)), Line(2, 20.00m, 1.00m, (8, 1.00m)), Line(3, 5.00m, 0m)], Rate(7, 20m, 2.00m), Rate(8, 5m, 1.00m));

        var draft = Drafting.OfOrder(order, Uk);

        Assert.Equal(["2", "3", "4"], draft.Lines.Select(line => line.TaxCode));
        Assert.Equal([new DraftTaxLine("3", 20m, 2.00m, 10.00m), new DraftTaxLine("4", 5m, 1.00m, 20.00m)], draft.Tax.Lines);
        Assert.Equal((38.00m, 3.00m, "TaxExcluded"), (draft.Total, draft.Tax.Total, draft.Tax.Calculation));
    }

    [Fact]
    public void The_shops_tax_stands_where_rounding_made_another_of_it()
    {
        // 3 x 0.33 at 20 % is 0.07 each, where QuickBooks would take 0.20 of 0.99.
        var order = Order([Line(1, 0.33m, 0.07m, (7, 0.07m)), Line(2, 0.33m, 0.07m, (7, 0.07m)), Line(3, 0.33m, 0.07m, (7, 0.07m))], Rate(7, 20m, 0.21m));

        Assert.Equal(0.21m, Assert.Single(Drafting.OfOrder(order, Uk).Tax.Lines).Amount);
    }

    [Fact]
    public void Two_rates_on_a_line_are_one_code_and_two_taxes()
    {
        var order = Order([Line(1, 100.00m, 14.98m, (7, 5.00m), (8, 9.98m)), Line(2, 10.00m, 0.50m, (7, 0.50m))], Rate(7, 5m, 5.50m), Rate(8, 9.975m, 9.98m));

        var draft = Drafting.OfOrder(order, Quebec);

        Assert.Equal(["6", "2"], draft.Lines.Select(line => line.TaxCode));
        Assert.Equal([new DraftTaxLine("3", 5m, 5.50m, 110.00m), new DraftTaxLine("7", 9.975m, 9.98m, 100.00m)], draft.Tax.Lines);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("GB-VAT-7")]
    [InlineData("20%")]
    [InlineData("20.00 %")]
    [InlineData("standard")]
    public void A_mapped_rate_has_its_code_by_any_of_its_names(string key)
    {
        var ambiguous = DraftingTests.Books("GBP", isUs: false, Standard, new("9", "20.0% on capital", [new("9", 20m)]), Zero);
        var order = Order([Line(1, 10.00m, 2.00m, (7, 2.00m))], Rate(7, 20m, 2.00m));

        var held = Assert.Throws<FaultException>(() => Drafting.OfOrder(order, ambiguous));
        var draft = Drafting.OfOrder(order, Mapped(ambiguous, (key, "20.0% on capital")));

        Assert.Equal("tax_mapping_missing", held.Fault.Code);
        Assert.Contains("GB-VAT-7", held.Fault.Message);
        Assert.Contains("'20.0% on capital'", held.Fault.Message);
        Assert.Equal("9", Assert.Single(draft.Lines).TaxCode);
    }

    [Theory]
    [InlineData("8+7")]
    [InlineData("9.975% + 5%")]
    [InlineData("GB-VAT-7+GB-VAT-8")]
    public void Two_rates_are_mapped_together_in_any_order(string key)
    {
        var order = Order([Line(1, 100.00m, 14.98m, (7, 5.00m), (8, 9.98m))], Rate(7, 5m, 5.00m), Rate(8, 9.975m, 9.98m, compound: true));

        Assert.Throws<FaultException>(() => Drafting.OfOrder(order, Quebec)); // one on top of the other: percentages say nothing
        Assert.Equal("6", Assert.Single(Drafting.OfOrder(order, Mapped(Quebec, (key, "6"))).Lines).TaxCode);
    }

    [Fact]
    public void A_rate_of_nothing_may_have_a_code_of_its_own()
    {
        // Reverse charge: the shop lists a rate of 0 %, which is not the same as no rate.
        var order = Order([Line(1, 10.00m, 0m, (9, 0m)), Line(2, 5.00m, 0m)], Rate(9, 0m, 0m));

        Assert.Equal(["5", "4"], Drafting.OfOrder(order, Mapped(Uk, ("GB-VAT-9", "No VAT"))).Lines.Select(line => line.TaxCode));
    }

    [Fact]
    public void Without_a_certain_code_for_untaxed_lines_the_order_says_which_setting_is_missing()
    {
        var books = DraftingTests.Books("EUR", isUs: false, Standard, NoVat, new("8", "Out of scope", []));
        var order = Order([Line(1, 10.00m, 0m)]);

        var held = Assert.Throws<FaultException>(() => Drafting.OfOrder(order, books));

        Assert.Equal("tax_mapping_missing", held.Fault.Code);
        Assert.Contains("tax.untaxed", held.Fault.Message);
        Assert.Contains("'Out of scope'", held.Fault.Message);
        Assert.Equal("5", Assert.Single(Drafting.OfOrder(order, Untaxed(books, "no vat")).Lines).TaxCode);
        Assert.Contains("20.0% S", Assert.Throws<FaultException>(() => Drafting.OfOrder(order, Untaxed(books, "20.0% S"))).Fault.Message);
    }

    [Fact]
    public void A_code_of_quite_another_percentage_is_not_overridden()
    {
        var order = Order([Line(1, 100.00m, 20.00m, (7, 20.00m))], Rate(7, 20m, 20.00m));

        var held = Assert.Throws<FaultException>(() => Drafting.OfOrder(order, Mapped(Uk, ("7", "5.0% R"))));

        Assert.Equal("mapping_tax_rate_differs", held.Fault.Code);
        Assert.Contains("5.0% R", held.Fault.Message);
        Assert.Contains("20.00", held.Fault.Message);
    }

    [Fact]
    public void A_mapped_code_that_the_company_does_not_have_is_named()
    {
        var order = Order([Line(1, 10.00m, 2.00m, (7, 2.00m))], Rate(7, 20m, 2.00m));

        Assert.Contains("'19% MwSt'", Assert.Throws<FaultException>(() => Drafting.OfOrder(order, Mapped(Uk, ("7", "19% MwSt")))).Fault.Message);
    }

    [Fact]
    public void A_credit_over_two_classes_is_a_line_for_each()
    {
        var order = Order([Line(1, 10.00m, 2.00m, (7, 2.00m)), Line(2, 10.00m, 0.50m, (8, 0.50m)), Line(3, 10.00m, 0m)], Rate(7, 20m, 1.80m), Rate(8, 5m, 0.45m)) with
        {
            FeeLines = [new WooFeeLine { Id = 9, Name = "Loyalty", Total = -3.00m, TotalTax = -0.25m, Taxes = [new(7, -0.20m, null), new(8, -0.05m, null)] }],
            Total = 29.25m, TotalTax = 2.25m,
        };

        var draft = Drafting.OfOrder(order, Uk);

        Assert.Equal([("2", -1.00m), ("3", -1.00m), ("4", -1.00m)], draft.Lines.Where(line => line.Role == LineRole.Fee).Select(line => (line.TaxCode!, line.Amount)));
        Assert.Equal([1.80m, 0.45m], draft.Tax.Lines.Select(line => line.Amount));
    }

    [Fact]
    public void A_refund_of_tax_alone_is_a_line()
    {
        var order = Order([Line(1, 100.00m, 20.00m, (7, 20.00m))], Rate(7, 20m, 20.00m));
        var refund = new WooRefund { Id = 5, Amount = 20.00m, LineItems = [Line(6, 0m, -20.00m, (7, -20.00m))] };

        var draft = Drafting.OfRefund(order, refund, Uk);

        Assert.Equal((20.00m, 0m), (draft.Total, draft.Tax.Total));
        Assert.Contains(draft.Lines, line => line is { Role: LineRole.Tax, Amount: 20.00m, TaxCode: "4" });
    }

    [Fact]
    public void A_company_without_sales_tax_has_it_as_a_line_and_says_that_none_applies()
    {
        var books = Uk with { Facts = Uk.Facts with { UsingSalesTax = false } };
        var order = Order([Line(1, 10.00m, 2.00m, (7, 2.00m))], Rate(7, 20m, 2.00m));

        var document = DocumentWriting.Sale(order, DocumentKind.SalesReceipt, Drafting.OfOrder(order, books), new("1", ["1", "1"], null, null), books, "store-1");

        Assert.Equal("NotApplicable", document.Text("GlobalTaxCalculation"));
        Assert.Null(document["TxnTaxDetail"]);
        Assert.Equal([10.00m, 2.00m], document["Line"]!.AsArray().Select(line => (decimal)line!["Amount"]!));
        Assert.All(document["Line"]!.AsArray(), line => Assert.Null(line!["SalesItemLineDetail"]!["TaxCodeRef"]));
    }

    [Fact]
    public void The_document_says_how_tax_relates_to_its_lines_and_what_each_rate_takes()
    {
        var order = Order([Line(1, 10.00m, 2.00m, (7, 2.00m))], Rate(7, 20m, 2.00m));

        var document = DocumentWriting.Sale(order, DocumentKind.Invoice, Drafting.OfOrder(order, Uk), new("1", ["1"], null, null), Uk, "store-1");

        Assert.Equal("TaxExcluded", document.Text("GlobalTaxCalculation"));
        Assert.Equal("""{"TotalTax":2.00,"TaxLine":[{"Amount":2.00,"DetailType":"TaxLineDetail","TaxLineDetail":{"TaxRateRef":{"value":"3"},"PercentBased":true,"TaxPercent":20,"NetAmountTaxable":10.00}}]}""", document["TxnTaxDetail"]!.ToJsonString());
        Assert.Equal("2", (string?)document["Line"]![0]!["SalesItemLineDetail"]!["TaxCodeRef"]!["value"]);
    }

    private static WooOrder Order(WooLineItem[] lines, params WooTaxLine[] rates) => new()
    {
        Id = 1, Number = "1", Status = "processing", Currency = "GBP", LineItems = lines, TaxLines = rates, DateCreatedGmt = DateTimeOffset.UnixEpoch,
        TotalTax = lines.Sum(line => line.TotalTax), Total = lines.Sum(line => line.Total + line.TotalTax),
    };

    private static WooLineItem Line(long id, decimal total, decimal tax, params (long Rate, decimal Tax)[] taxes) => new()
    {
        Id = id, Name = $"Product {id}", ProductId = id, Quantity = 1, Total = total, TotalTax = tax, Taxes = [.. taxes.Select(rate => new WooLineTax(rate.Rate, rate.Tax, rate.Tax))],
    };

    private static WooTaxLine Rate(long id, decimal percent, decimal taken, bool compound = false) =>
        new() { Id = id * 100, RateId = id, RateCode = $"GB-VAT-{id}", Label = "VAT", RatePercent = percent, TaxTotal = taken, Compound = compound };

    private static CompanyBooks Mapped(CompanyBooks books, params (string Key, string Code)[] codes) =>
        books with { Mapping = new BookMapping { Tax = new TaxMapping { Codes = codes.ToDictionary(code => code.Key, code => code.Code) } } };

    private static CompanyBooks Untaxed(CompanyBooks books, string code) => books with { Mapping = new BookMapping { Tax = new TaxMapping { Untaxed = code } } };
}
