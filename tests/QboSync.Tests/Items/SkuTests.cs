using Contracts;
using Microsoft.EntityFrameworkCore;
using QboSync.Items.Reporting;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Items;

/// <summary>SKUs that are shared, change or are missing, and products that QuickBooks does not have.</summary>
public sealed class SkuTests : BookingTest
{
    [Fact]
    public async Task Two_products_with_one_SKU_do_not_share_an_item()
    {
        var flow = await StartAsync();

        var one = await flow.WorkAsync(Shop.Product(14));
        var two = await flow.WorkAsync(Shop.Product(15, name: "Other Mug"));
        await flow.OrderAsync(new Order(1) { Lines = [new("Plain Mug", "MUG-01", 14, 1, 12.00m), new("Other Mug", "MUG-01", 15, 1, 13.00m)] });

        Assert.Equal((RecordOutcome.Created, RecordOutcome.Created), (one.Outcome, two.Outcome));
        Assert.Equal([one.ExternalId, two.ExternalId], await ItemsOfLinesAsync(2));
        Assert.NotEqual(one.ExternalId, two.ExternalId);
    }

    [Fact]
    public async Task Two_lines_of_one_order_with_one_SKU_and_one_name_get_two_items_in_two_instances()
    {
        Instance[] flows = [await StartAsync(), await StartAsync()];
        var orders = Enumerable.Range(1, 6).Select(id => new Order(id) { Lines = [new("Mug", "M", 14, 1, 12.00m), new("Mug", "M", 15, 1, 13.00m)] }).ToList();

        for (var round = 0; round < 50; round++)
        {
            var results = await Task.WhenAll(orders.Select((order, index) => flows[index % 2].OrderAsync(order)));
            if (results.All(result => result.Fault is null)) break;
        }

        Assert.Equal(2, (await Books.AllAsync("Item")).Count(item => item.Text("Sku") == "M"));
        Assert.All(await Books.AllAsync("SalesReceipt"), receipt => Assert.NotEqual(
            (string?)receipt["Line"]![0]!["SalesItemLineDetail"]!["ItemRef"]!["value"], (string?)receipt["Line"]![1]!["SalesItemLineDetail"]!["ItemRef"]!["value"]));
    }

    [Fact]
    public async Task The_same_SKU_in_another_store_is_the_same_item()
    {
        var flow = await StartAsync();

        var one = await flow.WorkAsync(Shop.Product(14));
        var elsewhere = await flow.WorkAsync(Shop.Product(99) with { StoreId = "store-2" });

        Assert.Equal(one.ExternalId, elsewhere.ExternalId);
    }

    [Fact]
    public async Task A_product_that_was_deleted_and_made_anew_keeps_its_item()
    {
        var flow = await StartAsync();
        var old = await flow.WorkAsync(Shop.Product(14));
        await flow.HearAsync(Shop.Product(14) with { Deleted = true });

        var anew = await flow.WorkAsync(Shop.Product(15));

        Assert.Equal(old.ExternalId, anew.ExternalId);
    }

    [Fact]
    public async Task A_changed_SKU_changes_the_item_and_the_old_SKU_is_free_for_another_product()
    {
        var flow = await StartAsync();
        var one = await flow.WorkAsync(Shop.Product(14));
        await flow.WorkAsync(Shop.Product(14, sku: "MUG-02") with { ExternalId = one.ExternalId });

        var two = await flow.WorkAsync(Shop.Product(15, name: "Newcomer", sku: "MUG-01"));

        Assert.NotEqual(one.ExternalId, two.ExternalId);
        var items = (await Books.AllAsync("Item")).ToDictionary(item => item.Id(), item => item.Text("Sku"));
        Assert.Equal(("MUG-02", "MUG-01"), (items[one.ExternalId!], items[two.ExternalId!]));
    }

    [Fact]
    public async Task Variations_that_inherit_their_parents_SKU_are_items_of_their_own()
    {
        var flow = await StartAsync();

        var results = new List<WorkResult>();
        for (var id = 31; id <= 33; id++) results.Add(await flow.WorkAsync(Shop.Product(id, name: $"Hoodie - {id}", sku: "HOOD", type: "variation", parent: 30)));

        Assert.Equal(3, results.Select(result => result.ExternalId).Distinct().Count());
    }

    [Fact]
    public async Task Where_no_items_are_made_unknown_products_are_booked_on_the_default_item_and_known_ones_on_theirs()
    {
        var own = await Books.EnterAsync("item", new() { ["Name"] = "Becher", ["Sku"] = "KNOWN", ["Type"] = "Service", ["IncomeAccountRef"] = Fields.RefTo("1") });
        var flow = await StartAsync();
        await flow.MapAsync("""{"products":{"unmatched":"default_item"},"items":{"default":"Web sales"}}""");

        var product = await flow.WorkAsync(Shop.Product(14));
        await flow.OrderAsync(new Order(1) { Lines = [new("Plain Mug", "MUG-01", 14, 1, 12.00m), new("Known", "KNOWN", 15, 1, 3.00m)] });
        var asked = Books.Count("GET", "query?query=select%20%2A%20from%20Item");
        await flow.OrderAsync(new Order(2) { Lines = [new("Plain Mug", "MUG-01", 14, 1, 12.00m)] });

        Assert.Equal("unmatched", product.Code);
        Assert.Equal(["Services", "Becher", "Web sales"], (await Books.AllAsync("Item")).Select(item => item.Text("Name")));
        Assert.Equal(own.Id(), (string?)(await Books.AllAsync("SalesReceipt"))[0]["Line"]![1]!["SalesItemLineDetail"]!["ItemRef"]!["value"]);
        Assert.Equal(asked, Books.Count("GET", "query?query=select%20%2A%20from%20Item")); // not asked for again at once
    }

    [Fact]
    public async Task The_report_asks_QuickBooks_once_and_knows_what_the_ledger_heard_of()
    {
        foreach (var name in (string[])["Becher", "Tasse"])
            await Books.EnterAsync("item", new() { ["Name"] = name, ["Sku"] = "TWICE", ["Type"] = "Service", ["IncomeAccountRef"] = Fields.RefTo("1") });
        var flow = await StartAsync();
        await flow.HearAsync(Shop.Product(1, sku: "SAME"));
        await flow.HearAsync(Shop.Product(2, sku: "same"));
        await flow.HearAsync(Shop.Product(3, sku: ""));
        await flow.HearAsync(Shop.Product(4, sku: "TWICE"));
        await flow.HearAsync(Shop.Product(5, sku: "SAME") with { Deleted = true });
        await flow.HearAsync(Shop.Product(6, sku: "SAME", type: "variable"));

        var report = await flow.Get<SkuReporting>().ReportAsync(flow.Account, null, refresh: false, default);
        await flow.Get<SkuReporting>().ReportAsync(flow.Account, "store-1", refresh: false, default);

        Assert.Equal([1L, 2L], Assert.Single(report.Shared).Products.Select(product => product.WooId));
        Assert.Equal(("TWICE", 2), (Assert.Single(report.SeveralItems).Sku, report.SeveralItems[0].Items.Count));
        Assert.Equal(3, Assert.Single(report.Missing).WooId);
        Assert.Equal(1, Books.Count("GET", "query"));
    }

    [Fact]
    public async Task What_stands_for_a_key_is_found_without_asking_QuickBooks()
    {
        var flow = await StartAsync();
        await flow.WorkAsync(Shop.Customer(5));
        await flow.WorkAsync(Shop.Product(14));
        await flow.OrderAsync(new Order(1) { CustomerId = 5, Shipping = [("Flat rate", 5.00m)] });
        var before = Books.Calls.Count;

        await flow.OrderAsync(new Order(2) { CustomerId = 5, Shipping = [("Flat rate", 5.00m)] });

        Assert.Equal(["POST"], Books.Calls.Skip(before).Select(call => call.Method));
        await using var database = flow.Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();
        Assert.True(await database.Reservations.AllAsync(row => row.LeaseUntil == null && row.SentAt == null));
    }

    private async Task<List<string?>> ItemsOfLinesAsync(int count) =>
        [.. (await Books.OneAsync("SalesReceipt"))["Line"]!.AsArray().Take(count).Select(line => (string?)line!["SalesItemLineDetail"]!["ItemRef"]!["value"])];
}
