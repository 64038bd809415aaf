using System.Globalization;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class ValueAddedTaxTests
{
    private static Task<AnotherCompany> Britain() => AnotherCompany.Open("\"kind\":\"uk\"");

    private static string Form(string mode, string lines, string more = "") => $$"""{"GlobalTaxCalculation":"{{mode}}","Line":[{{lines}}]{{more}}}""";

    private static (decimal Total, decimal Tax) Amounts(JsonObject form) => ((decimal)form["TotalAmt"]!, (decimal)form["TxnTaxDetail"]!["TotalTax"]!);

    private static decimal Net(JsonObject form, int line = 0) => (decimal)form["Line"]![line]!["Amount"]!;

    private static string Tax(string rate, string amount, string total) =>
        $$$$""","TxnTaxDetail":{"TotalTax":{{{{total}}}},"TaxLine":[{"Amount":{{{{amount}}}},"DetailType":"TaxLineDetail","TaxLineDetail":{"TaxRateRef":{"value":"{{{{rate}}}}"}}}]}""";

    [Theory]
    [InlineData("TaxExcluded", "100", "", 120, 20, 100)]
    [InlineData("TaxInclusive", "120", "", 120, 20, 100)]
    [InlineData("TaxInclusive", "14.90", "", 14.90, 2.48, 12.42)]
    [InlineData("TaxInclusive", "100", ""","TaxInclusiveAmt":120""", 120, 20, 100)]
    public async Task Tax_follows_the_lines_codes(string mode, string amount, string more, double total, double tax, double net)
    {
        await using var company = await Britain();
        var receipt = await company.Write("salesreceipt", Form(mode, Bodies.Line(amount, code: "2", more: more)));
        Assert.Equal(((decimal)total, (decimal)tax), Amounts(receipt));
        Assert.Equal((decimal)net, Net(receipt));
    }

    [Fact]
    public async Task Every_form_says_how_its_amounts_are_meant_and_every_line_has_a_code_of_the_company()
    {
        await using var company = await Britain();
        Assert.Equal(("2020", "Required parameter GlobalTaxCalculation is missing in the request"), await company.Refused("salesreceipt", Bodies.Form("10")));
        Assert.Equal(("6000", "Business Validation Error: Make sure all your transactions have a GST/VAT rate before you save."), await company.Refused("salesreceipt", Form("TaxExcluded", Bodies.Line("10"))));
        Assert.Equal("2500", (await company.Refused("salesreceipt", Form("TaxExcluded", Bodies.Line("10", code: "TAX")))).Code);
        Assert.Equal("6230", (await company.Refused("salesreceipt", Form("TaxExcluded", Bodies.Line("10", code: "CustomSalesTax")))).Code);
        Assert.Equal("6160", (await company.Refused("salesreceipt", Form("TaxExcluded", Bodies.Line("10", code: "2"), ""","TxnTaxDetail":{"TxnTaxCodeRef":{"value":"CustomSalesTax"}}"""))).Code);
        Assert.Equal("6170", (await company.Refused("salesreceipt", Form("NotApplicable", Bodies.Line("10", code: "2"), ""","TxnTaxDetail":{"TotalTax":1}"""))).Code);
        Assert.Equal("2500", (await company.Refused("salesreceipt", Form("TaxExcluded", Bodies.Line("10", code: "2"), Tax("4", "1", "1")))).Code);
        await company.Host.Control($"companies/{AnotherCompany.Realm}", """{"switches":{"defaultsGlobalTaxCalculation":true}}""");
        Assert.Equal((12m, 2m), Amounts(await company.Write("salesreceipt", $$"""{"Line":[{{Bodies.Line("10", code: "2")}}]}""")));
    }

    [Fact]
    public async Task Tax_is_rounded_once_per_rate_and_not_once_per_line()
    {
        await using var company = await Britain();
        var lines = string.Join(',', Enumerable.Repeat(Bodies.Line("0.12", code: "2"), 3)); // 0.024 each
        Assert.Equal((0.43m, 0.07m), Amounts(await company.Write("salesreceipt", Form("TaxExcluded", lines))));
    }

    [Fact]
    public async Task Gross_total_stands_where_amounts_include_tax_and_the_net_amounts_add_up_to_it()
    {
        await using var company = await Britain();
        var lines = string.Join(',', Enumerable.Repeat(Bodies.Line("0.99", code: "2"), 7).Append(Bodies.Line("3.33", code: "3")).Append(Bodies.Line("1.01", code: "4")));
        var receipt = await company.Write("salesreceipt", Form("TaxInclusive", lines));
        Assert.Equal(11.27m, (decimal)receipt["TotalAmt"]!);
        Assert.Equal(1.16m + 0.16m, (decimal)receipt["TxnTaxDetail"]!["TotalTax"]!);
        Assert.Equal(11.27m - 1.32m, receipt["Line"]!.AsArray().Where(line => line!["SalesItemLineDetail"] is not null).Sum(line => (decimal)line!["Amount"]!));
        // What was computed stands through an update that sends no lines, and through one that echoes them.
        var noted = await company.Write("salesreceipt", """{"Id":"1","SyncToken":"0","sparse":true,"PrivateNote":"x"}""");
        Assert.Equal(Amounts(receipt), Amounts(noted));
        Assert.Equal(Amounts(receipt), Amounts(await company.Write("salesreceipt", noted.ToJsonString())));
    }

    [Fact]
    public async Task Price_of_a_gross_line_comes_back_net()
    {
        await using var company = await Britain();
        var receipt = await company.Write("salesreceipt", Form("TaxInclusive", Bodies.Line("30", code: "2", more: ""","Qty":3,"UnitPrice":10""")));
        Assert.Equal((25m, 8.3333333m, 30m), (Net(receipt), (decimal)receipt["Line"]![0]!["SalesItemLineDetail"]!["UnitPrice"]!, (decimal)receipt["Line"]![0]!["SalesItemLineDetail"]!["TaxInclusiveAmt"]!));
    }

    [Theory]
    [InlineData("TaxExcluded", 108, 18)]
    [InlineData("TaxInclusive", 90, 15)]
    public async Task Discount_comes_off_before_tax(string mode, double total, double tax)
    {
        await using var company = await Britain();
        const string discount = """{"Amount":10,"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":false}}""";
        var receipt = await company.Write("salesreceipt", Form(mode, $"{Bodies.Line("100", code: "2")},{discount}"));
        Assert.Equal(((decimal)total, (decimal)tax), Amounts(receipt));
    }

    [Fact]
    public async Task Tax_that_was_sent_is_honoured_within_the_limit_and_says_by_how_much_it_is_off()
    {
        await using var company = await Britain();
        var receipt = await company.Write("salesreceipt", Form("TaxExcluded", Bodies.Line("10.01", code: "2"), Tax("3", "2.01", "2.01")));
        Assert.Equal((12.02m, 2.01m), Amounts(receipt));
        Assert.Equal(0.01m, (decimal)receipt["TxnTaxDetail"]!["TaxLine"]![0]!["TaxLineDetail"]!["OverrideDeltaAmount"]!);
        Assert.Equal((12.02m, 2.01m), Amounts(await company.Write("salesreceipt", """{"Id":"1","SyncToken":"0","sparse":true,"PrivateNote":"x"}""")));
        // TotalTax without lines says nothing of whose tax it is.
        Assert.Equal(2m, Amounts(await company.Write("salesreceipt", Form("TaxExcluded", Bodies.Line("10.01", code: "2"), ""","TxnTaxDetail":{"TotalTax":2.01}"""))).Tax);
        await company.Host.Control($"companies/{AnotherCompany.Realm}", """{"switches":{"taxOverrideLimit":0.05}}""");
        Assert.Equal("6000", (await company.Refused("salesreceipt", Form("TaxExcluded", Bodies.Line("10.01", code: "2"), Tax("3", "2.06", "2.06")))).Code);
        await company.Host.Control($"companies/{AnotherCompany.Realm}", """{"switches":{"honoursTaxOverride":false}}""");
        Assert.Equal(2m, Amounts(await company.Write("salesreceipt", Form("TaxExcluded", Bodies.Line("10.01", code: "2"), Tax("3", "2.01", "2.01")))).Tax);
    }

    [Fact]
    public async Task Code_of_two_rates_has_a_tax_line_for_each_and_a_rate_of_two_codes_has_one()
    {
        await using var company = await AnotherCompany.Open("\"kind\":\"ca\"");
        var receipt = await company.Write("salesreceipt", Form("TaxExcluded", $"{Bodies.Line("10.10", code: "6")},{Bodies.Line("5.05", code: "2")}"));
        var lines = receipt["TxnTaxDetail"]!["TaxLine"]!.AsArray().ToDictionary(line => (string)line!["TaxLineDetail"]!["TaxRateRef"]!["value"]!, line => ((decimal)line!["Amount"]!, (decimal)line["TaxLineDetail"]!["NetAmountTaxable"]!));
        Assert.Equal((0.76m, 15.15m), lines["3"]); // 0.7575
        Assert.Equal((1.01m, 10.10m), lines["7"]); // 1.007475
        Assert.Equal((15.15m + 1.77m, 1.77m), Amounts(receipt));
    }

    [Fact]
    public async Task Company_without_vat_ignores_tax_and_asks_for_no_codes()
    {
        await using var company = await AnotherCompany.Open("\"kind\":\"uk-no-vat\"");
        var receipt = await company.Write("salesreceipt", Bodies.Form("10", ""","TxnTaxDetail":{"TotalTax":2}"""));
        Assert.Equal((10m, null), ((decimal)receipt["TotalAmt"]!, receipt["TxnTaxDetail"]));
    }

    [Theory]
    [InlineData("uk", "GBP", "20.0% S")]
    [InlineData("ie", "EUR", "23.0% S")]
    [InlineData("ca", "CAD", "HST ON")]
    [InlineData("au", "AUD", "GST free")]
    [InlineData("nz", "NZD", "GST")]
    public async Task Companies_abroad_have_their_countrys_usual_codes(string kind, string currency, string code)
    {
        await using var company = await AnotherCompany.Open($"\"kind\":\"{kind}\",\"multicurrency\":true,\"customTxnNumbers\":false");
        var rows = (await company.Query(string.Create(CultureInfo.InvariantCulture, $"select * from TaxCode where Name = '{code}'")))["TaxCode"]!.AsArray();
        Assert.NotEmpty(Assert.Single(rows)!["SalesTaxRateList"]!["TaxRateDetail"]!.AsArray());
        Assert.NotEmpty(rows[0]!["PurchaseTaxRateList"]!["TaxRateDetail"]!.AsArray());
        var preferences = (await company.Query("select * from Preferences"))["Preferences"]![0]!;
        Assert.Equal((currency, true, false), ((string?)preferences["CurrencyPrefs"]!["HomeCurrency"]!["value"], (bool)preferences["CurrencyPrefs"]!["MultiCurrencyEnabled"]!, (bool)preferences["SalesFormsPrefs"]!["CustomTxnNumbers"]!));
    }
}
