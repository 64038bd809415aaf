using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Items;

/// <summary>Items of lines that are no product, as the mapping names them.</summary>
public sealed class LineItemTests : BookingTest
{
    private static readonly Order Shipped = new(1) { Shipping = [("Flat rate", 5.00m)] };

    [Fact]
    public async Task A_name_that_exists_is_used_and_one_that_does_not_is_made_as_a_service()
    {
        var freight = await Books.EnterAsync("item", new() { ["Name"] = "Freight", ["Type"] = "NonInventory", ["IncomeAccountRef"] = Fields.RefTo("1") });
        var flow = await StartAsync();
        await flow.MapAsync("""{"items":{"shipping":"freight","fee":"Surcharge"}}""");

        await flow.OrderAsync(Shipped with { Fees = [("Gift wrap", 2.00m)] });

        Assert.Equal(freight.Id(), await ItemAsync(1));
        Assert.Equal("Service", (await Books.AllAsync("Item")).Single(item => item.Text("Name") == "Surcharge").Text("Type"));
    }

    [Fact]
    public async Task An_id_that_exists_is_used_and_asked_for_once()
    {
        var flow = await StartAsync();
        await flow.MapAsync("""{"items":{"shipping":"1"}}""");

        await flow.OrderAsync(Shipped);
        var asked = Books.Count("GET", "query");
        await flow.OrderAsync(Shipped with { Id = 2 });

        Assert.Equal("1", (string?)(await Books.AllAsync("SalesReceipt"))[1]["Line"]![1]!["SalesItemLineDetail"]!["ItemRef"]!["value"]);
        Assert.Equal(asked, Books.Count("GET", "query"));
    }

    [Fact]
    public async Task An_id_that_does_not_exist_is_a_fault_that_names_the_field()
    {
        var flow = await StartAsync();
        await flow.MapAsync("""{"items":{"shipping":"4711"}}""");

        var result = await flow.OrderAsync(Shipped);

        Assert.Equal((FaultKind.MappingMissing, "item_missing"), (result.Fault!.Kind, result.Fault.Code));
        Assert.Contains("items.shipping", result.Fault.Message);
        Assert.DoesNotContain(await Books.AllAsync("Item"), item => item.Text("Name") == "4711");
    }

    [Fact]
    public async Task An_inactive_item_is_a_fault_that_names_the_field()
    {
        var freight = await Books.EnterAsync("item", new() { ["Name"] = "Freight", ["Type"] = "Service", ["IncomeAccountRef"] = Fields.RefTo("1") });
        await Books.DeactivateAsync("item", freight, "Name");
        var flow = await StartAsync();
        await flow.MapAsync($$$"""{"items":{"shipping":"{{{freight.Id()}}}"}}""");

        var result = await flow.OrderAsync(Shipped);

        Assert.Equal("item_missing", result.Fault!.Code);
        Assert.Contains("'Freight (deleted)'", result.Fault.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task QuickBooks_own_shipping_line_is_used_where_the_company_has_it(bool allowed)
    {
        await Books.SettingsAsync($$$$"""{"preferences":{"SalesFormsPrefs":{"AllowShipping":{{{{(allowed ? "true" : "false")}}}}}}}""");
        var flow = await StartAsync();
        await flow.MapAsync("""{"items":{"shipping":"SHIPPING_ITEM_ID"}}""");

        var result = await flow.OrderAsync(Shipped);

        if (allowed) Assert.Contains("SHIPPING_ITEM_ID", Books.Calls.Last().Body);
        else Assert.Contains("items.shipping is SHIPPING_ITEM_ID", result.Fault!.Message);
    }

    private async Task<string?> ItemAsync(int line) => (string?)(await Books.OneAsync("SalesReceipt"))["Line"]![line]!["SalesItemLineDetail"]!["ItemRef"]!["value"];
}
