namespace Sandbox.Tests.QuickBooks;

public sealed class ItemTests
{
    private const string Service = """{"Name":"Shipping","Type":"Service","IncomeAccountRef":{"value":"82"}}""";
    private const string Widget = """{"Name":"Widget","Sku":"W-A","Type":"Inventory","TrackQtyOnHand":true,"QtyOnHand":100,"InvStartDate":"2026-01-01","UnitPrice":10,"IncomeAccountRef":{"value":"79"},"ExpenseAccountRef":{"value":"80"},"AssetAccountRef":{"value":"81"}}""";

    [Fact]
    public async Task Item_comes_back_with_its_account_named()
    {
        await using var company = await CompanyHost.Start();
        var item = await company.Write("item", Service);
        Assert.Equal(("2", "Shipping", "Shipping Income"), ((string?)item["Id"], (string?)item["FullyQualifiedName"], (string?)item["IncomeAccountRef"]!["name"]));
    }

    [Theory]
    [InlineData("""{"Type":"Service","IncomeAccountRef":{"value":"1"}}""", "2020")]
    [InlineData("""{"Name":"A","IncomeAccountRef":{"value":"1"}}""", "2020")]
    [InlineData("""{"Name":"A","Type":"Service"}""", "2020")]
    [InlineData("""{"Name":"A","Type":"Gadget","IncomeAccountRef":{"value":"1"}}""", "2120")]
    [InlineData("""{"Name":"A:B","Type":"Service","IncomeAccountRef":{"value":"1"}}""", "2040")]
    [InlineData("""{"Name":"A","Type":"Service","IncomeAccountRef":{"value":"999"}}""", "2500")]
    [InlineData("""{"Name":"A","Type":"Service","IncomeAccountRef":{"value":"35"}}""", "6430")]
    [InlineData("""{"Name":"services","Type":"Service","IncomeAccountRef":{"value":"1"}}""", "6240")]
    [InlineData("""{"Name":"A","Type":"NonInventory","IncomeAccountRef":{"value":"1"},"QtyOnHand":1}""", "2010")]
    [InlineData("""{"Name":"A","Type":"Service","IncomeAccountRef":{"value":"1"},"TrackQtyOnHand":true}""", "2010")]
    [InlineData("""{"Name":"A","Type":"Service","IncomeAccountRef":{"value":"1"},"SalesDesc":"x"}""", "2010")]
    [InlineData("""{"Name":"A","Type":"Service","IncomeAccountRef":{"value":"1"},"UnitPrice":100000000000}""", "2140")]
    [InlineData("""{"Name":"A","Type":"Service","IncomeAccountRef":{"value":"1"},"UnitPrice":"cheap"}""", "2080")]
    [InlineData("""{"Name":"A","Type":"Inventory","TrackQtyOnHand":true,"QtyOnHand":1,"InvStartDate":"2026-01-01","IncomeAccountRef":{"value":"79"},"ExpenseAccountRef":{"value":"80"}}""", "2020")]
    [InlineData("""{"Name":"A","Type":"Inventory","TrackQtyOnHand":false,"QtyOnHand":1,"InvStartDate":"2026-01-01","IncomeAccountRef":{"value":"79"},"ExpenseAccountRef":{"value":"80"},"AssetAccountRef":{"value":"81"}}""", "6000")]
    [InlineData("""{"Name":"A","Type":"Inventory","TrackQtyOnHand":true,"QtyOnHand":1,"InvStartDate":"01/02/2026","IncomeAccountRef":{"value":"79"},"ExpenseAccountRef":{"value":"80"},"AssetAccountRef":{"value":"81"}}""", "2060")]
    public async Task Item_that_quickbooks_refuses_is_refused(string body, string code)
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal(code, (await company.Refused("item", body)).Code);
    }

    [Fact]
    public async Task Missing_asset_account_says_so()
    {
        await using var company = await CompanyHost.Start();
        var refused = await company.Refused("item", Widget.Replace(""","AssetAccountRef":{"value":"81"}""", ""));
        Assert.Contains("An inventory assetaccount is required", refused.Detail);
    }

    [Fact]
    public async Task Sku_is_found_and_not_unique()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("item", Service.Replace("\"Type\"", "\"Sku\":\"A-1\",\"Type\""));
        await company.Write("item", Service.Replace("\"Shipping\"", "\"Other\"").Replace("\"Type\"", "\"Sku\":\"a-1\",\"Type\""));
        Assert.Equal(["2", "3"], await company.Ids("Item", "where Sku = 'A-1' orderby Id"));
    }

    [Fact]
    public async Task Plan_without_inventory_refuses_inventory_items()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"switches":{"inventoryInPlan":false}}""");
        Assert.Equal("5020", (await company.Refused("item", Widget)).Code);
    }

    [Fact]
    public async Task Stock_follows_sales_refunds_changes_and_deletes()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("item", Widget);
        var line = Bodies.Line("30", "2", more: ""","Qty":3,"UnitPrice":10""");
        await company.Write("salesreceipt", $$"""{"Line":[{{line}}]}""");
        Assert.Equal(97m, await OnHand(company));
        await company.Write("refundreceipt", $$"""{"DepositToAccountRef":{"value":"35"},"Line":[{{Bodies.Line("10", "2", more: ""","Qty":1,"UnitPrice":10""")}}]}""");
        Assert.Equal(98m, await OnHand(company));
        await company.Write("salesreceipt", $$"""{"Id":"1","SyncToken":"0","sparse":true,"Line":[{{Bodies.Line("50", "2", more: ""","Qty":5,"UnitPrice":10""")}}]}""");
        Assert.Equal(96m, await OnHand(company));
        await company.Write("salesreceipt?operation=delete", """{"Id":"1","SyncToken":"1"}""");
        Assert.Equal(101m, await OnHand(company));
        await company.Write("inventoryadjustment", """{"AdjustAccountRef":{"value":"91"},"Line":[{"DetailType":"ItemAdjustmentLineDetail","ItemAdjustmentLineDetail":{"QtyDiff":-2,"ItemRef":{"value":"2"}}}]}""");
        Assert.Equal(99m, await OnHand(company));
    }

    [Fact]
    public async Task Sale_before_the_start_date_is_6270()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("item", Widget);
        var line = Bodies.Line("10", "2", more: ""","Qty":1,"UnitPrice":10""");
        Assert.Equal("6270", (await company.Refused("salesreceipt", $$"""{"TxnDate":"2025-12-31","Line":[{{line}}]}""")).Code);
        await company.Write("salesreceipt", $$"""{"TxnDate":"2026-01-01","Line":[{{line}}]}""");
    }

    [Fact]
    public async Task Quantity_is_not_set_by_an_update()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("item", Widget);
        Assert.Equal(100m, (decimal)(await company.Write("item", """{"Id":"2","SyncToken":"0","sparse":true,"QtyOnHand":5}"""))["QtyOnHand"]!);
    }

    [Fact]
    public async Task Inventory_item_stays_one()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("item", Widget);
        Assert.Equal("6000", (await company.Refused("item", """{"Id":"2","SyncToken":"0","sparse":true,"Type":"Service"}""")).Code);
    }

    [Fact]
    public async Task Sub_item_and_category_make_the_full_name()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("item", """{"Name":"Shirts","Type":"Category"}""");
        await company.Write("item", """{"Name":"Blue","Type":"NonInventory","IncomeAccountRef":{"value":"79"},"SubItem":true,"ParentRef":{"value":"2"}}""");
        Assert.Equal(["3"], await company.Ids("Item", "where FullyQualifiedName = 'Shirts:Blue'"));
    }

    [Fact]
    public async Task Inactive_item_is_2500_and_missing_item_names_its_id()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("item", Service);
        Assert.Equal("Shipping (deleted)", (string?)(await company.Write("item", """{"Id":"2","SyncToken":"0","sparse":true,"Active":false}"""))["Name"]);
        var inactive = await company.Refused("salesreceipt", $$"""{"Line":[{{Bodies.Line("10", "2")}}]}""");
        Assert.Equal("2500", inactive.Code);
        Assert.Contains("has been made inactive", inactive.Detail);
        Assert.Equal(("2500", "Invalid Reference Id : Items element id 99 not found"), await company.Refused("salesreceipt", $$"""{"Line":[{{Bodies.Line("10", "99")}}]}"""));
    }

    private static async Task<decimal> OnHand(CompanyHost company) => (decimal)(await company.Read("item/2"))["QtyOnHand"]!;
}
