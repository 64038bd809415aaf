using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class TaxTests
{
    private static string Taxed(string amount, string detail) => $$"""{"Line":[{{Bodies.Line(amount, code: "TAX")}}]{{detail}}}""";

    private static (decimal Total, decimal Tax) Amounts(JsonObject form) => ((decimal)form["TotalAmt"]!, (decimal)form["TxnTaxDetail"]!["TotalTax"]!);

    [Theory]
    [InlineData(""","TxnTaxDetail":{"TxnTaxCodeRef":{"value":"2"},"TotalTax":7.77}""", 7.77)]
    [InlineData(""","TxnTaxDetail":{"TotalTax":7.77,"TaxLine":[{"Amount":7.77,"DetailType":"TaxLineDetail","TaxLineDetail":{"TaxRateRef":{"value":"3"},"PercentBased":true,"TaxPercent":8,"NetAmountTaxable":100}}]}""", 7.77)]
    [InlineData(""","TxnTaxDetail":{"TotalTax":7.77}""", 7.77)]
    [InlineData(""","TxnTaxDetail":{"TxnTaxCodeRef":{"value":"2"}}""", 0)]
    [InlineData("", 0)]
    public async Task Without_automated_tax_the_tax_is_what_was_sent(string detail, double tax)
    {
        await using var company = await CompanyHost.Start();
        var receipt = await company.Write("salesreceipt", Taxed("100", detail));
        Assert.Equal((100 + (decimal)tax, (decimal)tax), Amounts(receipt));
    }

    [Fact]
    public async Task Total_tax_alone_needs_a_default_code()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"preferences":{"TaxPrefs":{"TaxGroupCodeRef":null}}}""");
        Assert.Equal((100m, 0m), Amounts(await company.Write("salesreceipt", Taxed("100", ""","TxnTaxDetail":{"TotalTax":7.77}"""))));
    }

    [Fact]
    public async Task Tax_code_alone_computes_where_the_company_does()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"switches":{"taxCodeAloneComputesTax":true}}""");
        var receipt = await company.Write("salesreceipt", Taxed("10.31", ""","TxnTaxDetail":{"TxnTaxCodeRef":{"value":"2"}}"""));
        Assert.Equal((11.13m, 0.82m), Amounts(receipt)); // 0.8248
        Assert.Equal(10.31m, (decimal)receipt["TxnTaxDetail"]!["TaxLine"]![0]!["TaxLineDetail"]!["NetAmountTaxable"]!);
    }

    [Fact]
    public async Task Tax_without_a_taxable_line_is_dropped()
    {
        await using var company = await CompanyHost.Start();
        var receipt = await company.Write("salesreceipt", Bodies.Form("100", ""","TxnTaxDetail":{"TxnTaxCodeRef":{"value":"2"},"TotalTax":7.77}"""));
        Assert.Equal((100m, 0m), Amounts(receipt));
        Assert.Equal("NON", (string?)receipt["Line"]![0]!["SalesItemLineDetail"]!["TaxCodeRef"]!["value"]);
    }

    [Fact]
    public async Task Tax_is_ignored_where_sales_tax_is_off()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"preferences":{"TaxPrefs":{"UsingSalesTax":false}}}""");
        Assert.Equal((100m, 0m), Amounts(await company.Write("salesreceipt", Taxed("100", ""","TxnTaxDetail":{"TxnTaxCodeRef":{"value":"2"},"TotalTax":7.77}"""))));
    }

    [Fact]
    public async Task Line_code_other_than_tax_or_non_is_6100()
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal(("6100", "Valid line TaxCodes for US should be TAX or NON. Supplied value: 10"), await company.Refused("salesreceipt", $$"""{"Line":[{{Bodies.Line("1", code: "10")}}]}"""));
    }

    [Fact]
    public async Task Automated_tax_computes_honours_a_total_and_replaces_the_code()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"preferences":{"TaxPrefs":{"PartnerTaxEnabled":true}},"switches":{"automatedTaxPercent":7.25}}""");
        var computed = await company.Write("salesreceipt", Bodies.Form("100"));
        Assert.Equal((107.25m, 7.25m), Amounts(computed));
        Assert.Equal("TAX", (string?)computed["Line"]![0]!["SalesItemLineDetail"]!["TaxCodeRef"]!["value"]);
        var honoured = await company.Write("salesreceipt", Bodies.Form("100", ""","TxnTaxDetail":{"TxnTaxCodeRef":{"value":"2"},"TotalTax":8.01}"""));
        Assert.Equal((108.01m, 8.01m), Amounts(honoured));
        Assert.Null(honoured["TxnTaxDetail"]!["TxnTaxCodeRef"]);
        // A sparse update without lines leaves it; new lines without a total compute again.
        Assert.Equal(8.01m, Amounts(await company.Write("salesreceipt", """{"Id":"2","SyncToken":"0","sparse":true,"PrivateNote":"x"}""")).Tax);
        Assert.Equal(14.5m, Amounts(await company.Write("salesreceipt", $$"""{"Id":"2","SyncToken":"1","sparse":true,"Line":[{{Bodies.Line("200")}}]}""")).Tax);
    }

    [Fact]
    public async Task Discount_lowers_the_taxable_amount_only_where_tax_comes_after_it()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"preferences":{"TaxPrefs":{"PartnerTaxEnabled":true}},"switches":{"automatedTaxPercent":10}}""");
        var lines = $$$$"""[{{{{Bodies.Line("60", code: "TAX")}}}},{{{{Bodies.Line("40", code: "NON")}}}},{"Amount":10,"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":false}}]""";
        Assert.Equal((96m, 6m), Amounts(await company.Write("salesreceipt", $$"""{"Line":{{lines}}}""")));
        Assert.Equal((95.4m, 5.4m), Amounts(await company.Write("salesreceipt", $$"""{"ApplyTaxAfterDiscount":true,"Line":{{lines}}}""")));
    }
}
