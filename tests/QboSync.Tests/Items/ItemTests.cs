using Contracts;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Items;

public sealed class ItemTests : BookingTest
{
    [Fact]
    public async Task A_product_becomes_an_item_and_is_then_kept_up_to_date()
    {
        var flow = await StartAsync();

        var made = await flow.WorkAsync(Shop.Product(14));
        var same = await flow.WorkAsync(Shop.Product(14) with { ExternalId = made.ExternalId });
        var changed = await flow.WorkAsync(Shop.Product(14, name: "Plain Cup", price: 13.50m) with { ExternalId = made.ExternalId });

        Assert.Equal((RecordOutcome.Created, RecordOutcome.Skipped, RecordOutcome.Updated), (made.Outcome, same.Outcome, changed.Outcome));
        var item = await ItemAsync("MUG-01");
        Assert.Equal(("Plain Cup", "NonInventory", 13.50m), (item.Text("Name"), item.Text("Type"), item.Amount("UnitPrice")));
    }

    [Fact]
    public async Task An_item_made_by_an_order_is_completed_by_its_product()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));

        var result = await flow.WorkAsync(Shop.Product(14));

        Assert.Equal(RecordOutcome.Created, result.Outcome);
        var item = await ItemAsync("MUG-01");
        Assert.Equal((result.ExternalId, 12.00m), (item.Id(), item.Amount("UnitPrice")));
    }

    [Fact]
    public async Task An_item_that_the_bookkeeper_has_is_linked_by_SKU_and_left_as_it_is()
    {
        var own = await Books.EnterAsync("item", new() { ["Name"] = "Becher", ["Sku"] = "mug-01", ["Type"] = "Service", ["IncomeAccountRef"] = Fields.RefTo("1") });
        var flow = await StartAsync();

        var linked = await flow.WorkAsync(Shop.Product(14));
        await flow.OrderAsync(new Order(1));

        Assert.Equal(("unchanged", own.Id()), (linked.Code, linked.ExternalId));
        Assert.Equal("Becher", (await ItemAsync("mug-01")).Text("Name"));
        Assert.Equal(own.Id(), (string?)(await Books.OneAsync("SalesReceipt"))["Line"]![0]!["SalesItemLineDetail"]!["ItemRef"]!["value"]);
    }

    [Fact]
    public async Task An_item_without_SKU_and_with_the_name_is_the_product_but_one_with_another_SKU_is_not()
    {
        var plain = await Books.EnterAsync("item", new() { ["Name"] = "Plain Mug", ["Type"] = "Service", ["IncomeAccountRef"] = Fields.RefTo("1") });
        await Books.EnterAsync("item", new() { ["Name"] = "Desk Lamp", ["Sku"] = "OTHER", ["Type"] = "Service", ["IncomeAccountRef"] = Fields.RefTo("1") });
        var flow = await StartAsync();

        var linked = await flow.WorkAsync(Shop.Product(14));
        var made = await flow.WorkAsync(Shop.Product(19, name: "Desk Lamp", sku: "LAMP-1"));

        Assert.Equal(("unchanged", plain.Id()), (linked.Code, linked.ExternalId));
        Assert.Equal(RecordOutcome.Created, made.Outcome);
        Assert.Equal("Desk Lamp (LAMP-1)", (await ItemAsync("LAMP-1")).Text("Name"));
    }

    [Fact]
    public async Task Variations_are_items_and_what_is_not_sold_itself_is_not()
    {
        var flow = await StartAsync();

        var variation = await flow.WorkAsync(Shop.Product(31, name: "Hoodie - Red, S", sku: "HOOD-R-S", type: "variation", parent: 30));
        var bare = await flow.WorkAsync(Shop.Product(32, name: "Red, S", sku: "", type: "variation", parent: 40));
        var parent = await flow.WorkAsync(Shop.Product(30, name: "Hoodie", sku: "HOOD", type: "variable"));
        var draft = await flow.WorkAsync(Shop.Product(33, status: "draft"));
        var deleted = await flow.WorkAsync(Shop.Product(34) with { Deleted = true });

        Assert.Equal((RecordOutcome.Created, RecordOutcome.Created), (variation.Outcome, bare.Outcome));
        Assert.Equal(("has_variations", "status_draft", "deleted"), (parent.Code, draft.Code, deleted.Code));
        Assert.Equal(["Hoodie - Red, S", "Product 40 - Red, S"], (await MadeAsync()).Select(item => item.Text("Name")));
    }

    [Fact]
    public async Task A_line_whose_product_is_gone_takes_the_item_of_its_name_else_the_default_item()
    {
        var flow = await StartAsync();
        var known = await flow.WorkAsync(Shop.Product(14));

        await flow.OrderAsync(new Order(1) { Lines = [new("Plain Mug", null, 0, 1, 12.00m), new("Never seen", null, 0, 1, 5.00m)] });

        var items = (await Books.OneAsync("SalesReceipt"))["Line"]!.AsArray().Take(2).Select(line => (string?)line!["SalesItemLineDetail"]!["ItemRef"]!["value"]).ToList();
        Assert.Equal(known.ExternalId, items[0]);
        Assert.Equal("WooCommerce item", (await Books.AllAsync("Item")).Single(item => item.Id() == items[1]).Text("Name"));
    }

    [Fact]
    public async Task Long_names_and_markup_become_names_that_QuickBooks_takes()
    {
        var flow = await StartAsync();
        var longName = string.Concat(Enumerable.Repeat("日本茶セット:", 20)) + "😀";

        var one = await flow.WorkAsync(Shop.Product(1, name: "Sticker <b>Pack</b> &amp; \"more\"", sku: "STK-1"));
        var two = await flow.WorkAsync(Shop.Product(2, name: longName, sku: "L-1"));
        var three = await flow.WorkAsync(Shop.Product(3, name: longName, sku: "L-2"));

        Assert.All([one, two, three], result => Assert.Equal(RecordOutcome.Created, result.Outcome));
        var names = (await MadeAsync()).Select(item => item.Text("Name")!).ToList();
        Assert.Equal("Sticker Pack & \"more\"", names[0]);
        Assert.EndsWith("(L-2)", names[2]);
        Assert.All(names, name => Assert.InRange(name.Length, 1, 100));
    }

    [Fact]
    public async Task Two_products_of_one_name_and_no_SKU_share_an_item_and_nothing_fails()
    {
        var flow = await StartAsync();

        var one = await flow.WorkAsync(Shop.Product(23, name: "No SKU Thing", sku: ""));
        var two = await flow.WorkAsync(Shop.Product(24, name: "No SKU Thing", sku: ""));

        Assert.Equal(one.ExternalId, two.ExternalId);
        Assert.Null(two.Fault);
    }

    [Fact]
    public async Task A_company_without_income_account_says_which_setting_is_missing()
    {
        foreach (var account in (await Books.AllAsync("Account")).Where(account => account.Text("AccountType") == "Income"))
            await Books.EnterAsync("account", new() { ["Id"] = account.Id(), ["SyncToken"] = account.Text("SyncToken"), ["sparse"] = true, ["Name"] = account.Text("Name"), ["Active"] = false });
        var flow = await StartAsync();

        var result = await flow.WorkAsync(Shop.Product(14));

        Assert.Equal((FaultKind.MappingMissing, "account_missing"), (result.Fault!.Kind, result.Fault.Code));
        Assert.Contains("accounts.income", result.Fault.Message);
    }

    [Fact]
    public async Task An_item_made_inactive_by_the_bookkeeper_stops_the_order_with_what_to_do()
    {
        var flow = await StartAsync();
        await flow.WorkAsync(Shop.Product(14));
        var item = await ItemAsync("MUG-01");
        await Books.EnterAsync("item", new() { ["Id"] = item.Id(), ["SyncToken"] = item.Text("SyncToken"), ["sparse"] = true, ["Name"] = item.Text("Name"), ["Active"] = false });

        var result = await flow.OrderAsync(new Order(1));

        Assert.Equal((FaultKind.MappingMissing, "reference_inactive"), (result.Fault!.Kind, result.Fault.Code));
    }

    private async Task<System.Text.Json.Nodes.JsonObject> ItemAsync(string sku) =>
        Assert.Single(await Books.AllAsync("Item"), item => item.Text("Sku") == sku);

    private async Task<List<System.Text.Json.Nodes.JsonObject>> MadeAsync() => [.. (await Books.AllAsync("Item")).Where(item => item.Id() != "1")];
}
