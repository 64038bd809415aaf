namespace Sandbox.Tests.QuickBooks;

public sealed class TaxServiceTests
{
    private const string City = """{"TaxCode":"City","TaxRateDetails":[{"TaxRateName":"City rate","RateValue":"7.5","TaxAgencyId":"1","TaxApplicableOn":"Sales"},{"TaxRateId":"3","TaxApplicableOn":"Sales"}]}""";

    [Fact]
    public async Task Code_is_made_with_new_and_existing_rates_and_can_be_used()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"switches":{"taxCodeAloneComputesTax":true}}""");
        var (_, made) = await company.Post("taxservice/taxcode", City);
        Assert.Equal(("City", "7.5%", "8%"), ((string?)made["TaxCode"], (string?)made["TaxRateDetails"]![0]!["RateValue"], (string?)made["TaxRateDetails"]![1]!["RateValue"]));
        var id = (string)made["TaxCodeId"]!;
        Assert.Equal([id], await company.Ids("TaxCode", "where Name = 'City'"));
        var receipt = await company.Write("salesreceipt", $$$$"""{"Line":[{{{{Bodies.Line("100", code: "TAX")}}}}],"TxnTaxDetail":{"TxnTaxCodeRef":{"value":"{{{{id}}}}"}}}""");
        Assert.Equal(15.5m, (decimal)receipt["TxnTaxDetail"]!["TotalTax"]!);
        Assert.Equal([7.5m, 8m], receipt["TxnTaxDetail"]!["TaxLine"]!.AsArray().Select(line => (decimal)line!["Amount"]!));
    }

    [Theory]
    [InlineData("""{"TaxRateDetails":[{"TaxRateId":"3"}]}""", "2020")]
    [InlineData("""{"TaxCode":"City"}""", "2020")]
    [InlineData("""{"TaxCode":"California","TaxRateDetails":[{"TaxRateId":"3"}]}""", "6240")]
    [InlineData("""{"TaxCode":"City","TaxRateDetails":[{"TaxRateName":"California","RateValue":"1","TaxAgencyId":"1"}]}""", "6240")]
    [InlineData("""{"TaxCode":"City","TaxRateDetails":[{"TaxRateName":"X","RateValue":"1","TaxAgencyId":"9"}]}""", "2500")]
    [InlineData("""{"TaxCode":"City","TaxRateDetails":[{"TaxRateName":"X","RateValue":"one","TaxAgencyId":"1"}]}""", "2080")]
    [InlineData("""{"TaxCode":"City","TaxRateDetails":[{"TaxRateId":"99"}]}""", "2500")]
    public async Task What_cannot_be_is_refused_and_leaves_nothing(string body, string code)
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal(code, (await company.Refused("taxservice/taxcode", body)).Code);
        Assert.Equal(3, (await company.Ids("TaxCode", "")).Length);
        Assert.Single(await company.Ids("TaxRate", ""));
    }
}
