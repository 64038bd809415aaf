using System.Text.Json.Nodes;
using Contracts;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Items;

/// <summary>Items that are kept in stock.</summary>
public sealed class StockTests : BookingTest
{
    private const string Inventory = """{"products":{"item_type":"Inventory"}}""";

    [Fact]
    public async Task Stock_is_written_when_the_item_is_made_and_never_again()
    {
        var flow = await StartAsync(startDate: "2026-11-01");
        await flow.MapAsync(Inventory);

        var made = await flow.WorkAsync(Counted(10));
        var changed = await flow.WorkAsync(Counted(3, 15.00m) with { ExternalId = made.ExternalId });

        Assert.Equal((RecordOutcome.Created, RecordOutcome.Updated), (made.Outcome, changed.Outcome));
        var item = (await Books.AllAsync("Item")).Single(item => item.Id() == made.ExternalId);
        Assert.Equal(("Inventory", 10m, "2026-10-31", 15.00m), (item.Text("Type"), item.Amount("QtyOnHand"), item.Text("InvStartDate"), item.Amount("UnitPrice")));
        Assert.Equal(("79", "80", "81"), (item.Ref("IncomeAccountRef"), item.Ref("ExpenseAccountRef"), item.Ref("AssetAccountRef")));
        Assert.Single(Books.Calls, call => call.Body.Contains("QtyOnHand", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_that_comes_before_its_product_makes_the_item_as_the_ledger_knows_the_product()
    {
        var flow = await StartAsync(startDate: "2026-11-01");
        await flow.MapAsync(Inventory);
        await flow.HearAsync(Counted(7));

        var booked = await flow.OrderAsync(new Order(1));
        var product = await flow.WorkAsync(Counted(7));

        Assert.Equal((RecordOutcome.Created, RecordOutcome.Created), (booked.Outcome, product.Outcome));
        var item = (await Books.AllAsync("Item")).Single(item => item.Id() == product.ExternalId);
        Assert.Equal(("Inventory", 6m), (item.Text("Type"), item.Amount("QtyOnHand"))); // sold by the receipt, not by us
    }

    [Fact]
    public async Task A_product_that_WooCommerce_does_not_count_is_no_stock()
    {
        var flow = await StartAsync();
        await flow.MapAsync(Inventory);

        await flow.WorkAsync(Shop.Product(14));

        Assert.Equal("NonInventory", (await Books.AllAsync("Item")).Single(item => item.Text("Sku") == "MUG-01").Text("Type"));
    }

    [Fact]
    public async Task The_first_day_and_the_accounts_are_as_mapped_and_stock_below_nothing_is_nothing()
    {
        var flow = await StartAsync(startDate: "2026-11-01");
        await flow.MapAsync("""{"products":{"item_type":"Inventory","inventory_start":"2020-01-01"},"accounts":{"expense":"Inventory Shrinkage"}}""");

        var made = await flow.WorkAsync(Counted(-4));

        var item = (await Books.AllAsync("Item")).Single(item => item.Id() == made.ExternalId);
        Assert.Equal((0m, "2020-01-01", "91"), (item.Amount("QtyOnHand"), item.Text("InvStartDate"), item.Ref("ExpenseAccountRef")));
    }

    [Fact]
    public async Task A_plan_without_inventory_says_which_field_to_change()
    {
        await Books.SettingsAsync("""{"switches":{"inventoryInPlan":false}}""");
        var flow = await StartAsync();
        await flow.MapAsync(Inventory);

        var result = await flow.WorkAsync(Counted(1));

        Assert.Equal((FaultKind.MappingMissing, "plan_lacks_inventory"), (result.Fault!.Kind, result.Fault.Code));
        Assert.Contains("products.item_type", result.Fault.Message);
    }

    [Fact]
    public async Task A_company_outside_the_United_States_gets_the_expense_account_that_it_must_have()
    {
        await Books.SettingsAsync("""{"companyInfo":{"Country":"GB"}}""");
        var flow = await StartAsync();

        var made = await flow.WorkAsync(Shop.Product(14));

        Assert.Equal("80", (await Books.AllAsync("Item")).Single(item => item.Id() == made.ExternalId).Ref("ExpenseAccountRef"));
    }

    private static WorkItem Counted(decimal quantity, decimal price = 12.00m) =>
        Shop.Product(14, price: price).With(("manage_stock", true), ("stock_quantity", JsonValue.Create(quantity)));
}
