namespace Sandbox.Tests.QuickBooks;

public sealed class CustomerTests
{
    [Fact]
    public async Task Display_name_is_joined_from_the_parts_where_missing()
    {
        await using var company = await CompanyHost.Start();
        var customer = await company.Write("customer", """{"Title":"Dr","GivenName":"Jane","FamilyName":"Doe","CompanyName":"Acme"}""");
        Assert.Equal("Dr Jane Doe", (string?)customer["DisplayName"]);
        Assert.Equal("Dr Jane Doe", (string?)customer["FullyQualifiedName"]);
        Assert.Equal("Acme", (string?)customer["PrintOnCheckName"]);
        Assert.True((bool)customer["Active"]!);
        Assert.Equal(0m, (decimal)customer["Balance"]!);
    }

    [Theory]
    [InlineData("{}", "6080")]
    [InlineData("""{"CompanyName":"Acme"}""", "6080")]
    [InlineData("""{"DisplayName":"A:B"}""", "2040")]
    [InlineData("""{"DisplayName":"A\tB"}""", "2040")]
    [InlineData("""{"GivenName":"A\nB"}""", "2040")]
    [InlineData("""{"DisplayName":"A","PrimaryEmailAddr":{"Address":"nobody"}}""", "2210")]
    [InlineData("""{"DisplayName":"A","Foo":1}""", "2010")]
    [InlineData("""{"DisplayName":"A","displayName":"B"}""", "2010")]
    [InlineData("""{"DisplayName":"A","BillAddr":{"Line6":"x"}}""", "2010")]
    [InlineData("""{"DisplayName":"A","DisplayName":"B"}""", "2010")]
    [InlineData("""{"DisplayName":""", "2010")]
    [InlineData("""{"DisplayName":"A","Suffix":"12345678901234567"}""", "2050")]
    [InlineData("""{"DisplayName":"A","PreferredDeliveryMethod":"Pigeon"}""", "2170")]
    [InlineData("""{"DisplayName":"A","Taxable":"maybe"}""", "2230")]
    [InlineData("""{"DisplayName":"A","CurrencyRef":{"value":"EUR"}}""", "2220")]
    [InlineData("""{"DisplayName":"A","ParentRef":{"value":"77"}}""", "2500")]
    public async Task Customer_that_quickbooks_refuses_is_refused(string body, string code)
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal(code, (await company.Refused("customer", body)).Code);
        Assert.Empty(await company.Ids("Customer", ""));
    }

    [Fact]
    public async Task Display_name_may_have_500_characters_and_not_one_more()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer(new string('x', 500)));
        var refused = await company.Refused("customer", Bodies.Customer(new string('y', 501)));
        Assert.Equal(("2050", "String length specified does not match the supported length. Min:0 Max:500 supplied:501"), refused);
    }

    [Theory]
    [InlineData("customer")]
    [InlineData("vendor")]
    [InlineData("employee")]
    public async Task Name_is_unique_over_customers_vendors_and_employees_in_any_case(string first)
    {
        await using var company = await CompanyHost.Start();
        await company.Write(first, Bodies.Customer("Jane Doe"));
        var refused = await company.Refused("customer", Bodies.Customer(" JANE doe "));
        Assert.Equal(("6240", "The name supplied already exists. : Another customer, vendor or employee is already using this name. Please use a different name."), refused);
    }

    [Fact]
    public async Task Email_is_not_unique()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("A", "a@b.com"));
        await company.Write("customer", Bodies.Customer("B", "a@b.com"));
        Assert.Equal(["1", "2"], await company.Ids("Customer", "where PrimaryEmailAddr = 'a@b.com'"));
    }

    [Fact]
    public async Task Deactivated_customer_carries_the_suffix_and_frees_its_name_where_the_company_lets_go_of_names()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"switches":{"holdInactiveNames":false}}""");
        await company.Write("customer", Bodies.Customer("Jane"));
        var gone = await company.Write("customer?operation=update", """{"Id":"1","SyncToken":"0","sparse":true,"Active":false}""");
        Assert.Equal("Jane (deleted)", (string?)gone["DisplayName"]);
        await company.Write("customer", Bodies.Customer("Jane"));
        Assert.Equal("6240", (await company.Refused("customer", """{"Id":"1","SyncToken":"1","sparse":true,"Active":true}""")).Code);
    }

    [Fact]
    public async Task Reactivated_customer_has_its_name_back()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Write("customer", """{"Id":"1","SyncToken":"0","sparse":true,"Active":false}""");
        var back = await company.Write("customer", """{"Id":"1","SyncToken":"1","sparse":true,"Active":true}""");
        Assert.Equal("Jane", (string?)back["DisplayName"]);
    }

    [Fact]
    public async Task Names_of_inactive_customers_are_taken_though_a_query_for_them_finds_nothing()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Write("customer", """{"Id":"1","SyncToken":"0","sparse":true,"Active":false}""");
        Assert.Equal("6240", (await company.Refused("customer", Bodies.Customer("Jane"))).Code);
    }

    [Fact]
    public async Task Customer_with_an_open_balance_stays_active()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Write("invoice", Bodies.Invoice("1", "10"));
        Assert.Equal("6220", (await company.Refused("customer", """{"Id":"1","SyncToken":"0","sparse":true,"Active":false}""")).Code);
    }

    [Fact]
    public async Task Sub_customer_has_the_full_name_of_its_parents()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Acme"));
        var child = await company.Write("customer", """{"DisplayName":"Berlin","ParentRef":{"value":"1"},"Job":true}""");
        Assert.Equal("Acme:Berlin", (string?)child["FullyQualifiedName"]);
        await company.Write("invoice", Bodies.Invoice("2", "10"));
        var parent = await company.Read("customer/1");
        Assert.Equal((0m, 10m), ((decimal)parent["Balance"]!, (decimal)parent["BalanceWithJobs"]!));
    }

    [Fact]
    public async Task Lists_are_never_deleted()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        Assert.Equal("500", (await company.Refused("customer?operation=delete", """{"Id":"1","SyncToken":"0"}""")).Code);
    }

    [Fact]
    public async Task Addresses_come_back_with_alpha_3_countries_and_without_coordinates()
    {
        await using var company = await CompanyHost.Start();
        var customer = await company.Write("customer", """{"DisplayName":"Jane","BillAddr":{"Line1":"1 Main","Country":"DE","Lat":"1","Long":"2"},"ShipAddr":{"Country":"United States"}}""");
        Assert.Equal("""{"Line1":"1 Main","Country":"DEU"}""", customer["BillAddr"]!.ToJsonString());
        Assert.Equal("USA", (string?)customer["ShipAddr"]!["Country"]);
    }

    [Fact]
    public async Task Currency_of_a_customer_is_fixed_when_it_is_made()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"preferences":{"CurrencyPrefs":{"MultiCurrencyEnabled":true}}}""");
        var customer = await company.Write("customer", """{"DisplayName":"Jane EUR","CurrencyRef":{"value":"EUR"}}""");
        Assert.Equal("Euro", (string?)customer["CurrencyRef"]!["name"]);
        Assert.Equal("6000", (await company.Refused("customer", """{"Id":"1","SyncToken":"0","sparse":true,"CurrencyRef":{"value":"USD"}}""")).Code);
    }
}
