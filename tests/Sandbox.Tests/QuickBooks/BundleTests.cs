using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class BundleTests
{
    private static async Task<CompanyHost> WithBundle()
    {
        var company = await CompanyHost.Start();
        await company.Write("item", """{"Name":"Mug","Type":"Inventory","TrackQtyOnHand":true,"QtyOnHand":10,"InvStartDate":"2020-01-01","UnitPrice":19,"IncomeAccountRef":{"value":"79"},"ExpenseAccountRef":{"value":"80"},"AssetAccountRef":{"value":"81"}}""");
        await company.Write("item", """{"Name":"Box","Type":"NonInventory","UnitPrice":3,"IncomeAccountRef":{"value":"79"}}""");
        await company.Write("item", """{"Name":"Set","Type":"Group","ItemGroupDetail":{"ItemGroupLine":[{"ItemRef":{"value":"2"},"Qty":2},{"ItemRef":{"value":"3"}}]}}""");
        return company;
    }

    private static string Bundle(string more = "") => $$$$"""{"DetailType":"GroupLineDetail","GroupLineDetail":{"GroupItemRef":{"value":"4"},"Quantity":3{{{{more}}}}}}""";

    [Fact]
    public async Task Bundle_is_sold_as_its_items_at_their_prices()
    {
        await using var company = await WithBundle();
        var receipt = await company.Write("salesreceipt", $$"""{"Line":[{{Bundle()}}]}""");
        var line = receipt["Line"]![0]!;
        Assert.Equal((123m, 123m, "Set"), ((decimal)receipt["TotalAmt"]!, (decimal)line["Amount"]!, (string?)line["GroupLineDetail"]!["GroupItemRef"]!["name"]));
        Assert.Equal([(6m, 114m), (3m, 9m)], line["GroupLineDetail"]!["Line"]!.AsArray().Select(part => ((decimal)part!["SalesItemLineDetail"]!["Qty"]!, (decimal)part["Amount"]!)));
        Assert.Equal(["1", "2", "3"], new[] { line, line["GroupLineDetail"]!["Line"]![0]!, line["GroupLineDetail"]!["Line"]![1]! }.Select(each => (string)each["Id"]!));
        Assert.Equal(4m, (decimal)(await company.Read("item/2"))["QtyOnHand"]!);
        Assert.Equal(0m, (decimal)(await company.Write("salesreceipt?include=void", """{"Id":"1","SyncToken":"0"}"""))["TotalAmt"]!);
        Assert.Equal(10m, (decimal)(await company.Read("item/2"))["QtyOnHand"]!);
    }

    [Fact]
    public async Task Items_that_were_sent_with_a_bundle_are_taken_as_they_are_and_taxed()
    {
        await using var company = await WithBundle();
        await company.Settings("""{"preferences":{"TaxPrefs":{"PartnerTaxEnabled":true}},"switches":{"automatedTaxPercent":10}}""");
        var receipt = await company.Write("salesreceipt", $$"""{"Line":[{{Bundle($",\"Line\":[{Bodies.Line("50", "2", "TAX", ",\"Qty\":3")},{Bodies.Line("4", "3", "NON")}]")}},{{Bodies.Line("1", code: "NON")}}]}""");
        Assert.Equal((60m, 5m), ((decimal)receipt["TotalAmt"]!, (decimal)receipt["TxnTaxDetail"]!["TotalTax"]!));
    }

    [Fact]
    public async Task Bundle_holds_items_only_and_is_sold_only_by_its_own_kind_of_line()
    {
        await using var company = await WithBundle();
        Assert.Equal("2020", (await company.Refused("item", """{"Name":"Empty","Type":"Group"}""")).Code);
        Assert.Equal("6000", (await company.Refused("item", """{"Name":"Nested","Type":"Group","ItemGroupDetail":{"ItemGroupLine":[{"ItemRef":{"value":"4"}}]}}""")).Code);
        Assert.Equal("2010", (await company.Refused("item", """{"Name":"Odd","Type":"Service","IncomeAccountRef":{"value":"1"},"ItemGroupDetail":{"ItemGroupLine":[]}}""")).Code);
        Assert.Equal("6000", (await company.Refused("salesreceipt", $$"""{"Line":[{{Bodies.Line("1", "4")}}]}""")).Code);
        Assert.Equal("6000", (await company.Refused("salesreceipt", """{"Line":[{"DetailType":"GroupLineDetail","GroupLineDetail":{"GroupItemRef":{"value":"2"}}}]}""")).Code);
        Assert.Equal("6070", (await company.Refused("salesreceipt", $$"""{"Line":[{{Bundle($",\"Line\":[{Bodies.Line("5", "3", more: ",\"Qty\":3,\"UnitPrice\":2")}]")}}]}""")).Code);
    }
}
