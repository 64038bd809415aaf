using Contracts;
using Webhooks.Journal;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Judging;

/// <summary>Where the delivered body is not believed and the shop is asked.</summary>
public class ShopsWordTests
{
    [Fact]
    public async Task A_tie_is_decided_by_the_shop()
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        await stage.Shop!.LoadAsync("orders", Bodies.Order(1, total: "12.00"));
        var first = await Post(stage, "order.updated", Bodies.Order(1, total: "10.00"));
        await stage.Edge.RowAsync(first, DeliveryState.Done);
        var second = await Post(stage, "order.updated", Bodies.Order(1, total: "11.00"));
        var row = await stage.Edge.RowAsync(second, DeliveryState.Done);
        Assert.Equal(2, row.Seq);
        Assert.Contains("12.00", row.ReadBody);
        Assert.Contains("12.00", stage.Book.Newest(TargetBook.QuickBooks)[("orders", "1")].Body);

        var third = await stage.PostAsync("order.updated", Bodies.Order(1, total: "10.00"), "d2");
        await stage.Edge.RowAsync(third, DeliveryState.Unchanged);
        Assert.Equal(2, stage.Book.Of(TargetBook.QuickBooks).Count);
    }

    [Fact]
    public async Task While_the_shop_is_away_that_row_alone_waits_and_says_why_and_goes_on_when_it_is_back()
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        await stage.Shop!.LoadAsync("orders", Bodies.Order(1, total: "11.00"));
        await stage.Edge.RowAsync(await Post(stage, "order.updated", Bodies.Order(1)), DeliveryState.Done);
        await stage.Shop.FailAsync(new { path = "wp-json", kind = "status", status = 500 });
        var tie = await Post(stage, "order.updated", Bodies.Order(1, total: "11.00"));
        await Until.TrueAsync(async () => (await stage.Edge.RowAsync(tie)).Attempts == 1);
        await stage.Edge.RowAsync(await Post(stage, "order.updated", Bodies.Order(2)), DeliveryState.Done);

        var row = await stage.Edge.RowAsync(tie);
        Assert.Equal((DeliveryState.Waiting, ReadKind.Record), (row.State, row.Read));
        Assert.Contains("the shop", row.Reason, StringComparison.OrdinalIgnoreCase);
        var waits = new List<double> { (row.DueAt!.Value - stage.Clock.GetUtcNow()).TotalSeconds };
        for (var attempt = 2; attempt <= 4; attempt++)
        {
            stage.Clock.Forward(TimeSpan.FromSeconds(waits[^1] + 1));
            await Until.TrueAsync(async () => (row = await stage.Edge.RowAsync(tie)).Attempts == attempt);
            waits.Add((row.DueAt!.Value - stage.Clock.GetUtcNow()).TotalSeconds);
        }
        Assert.InRange(waits[0], 1, 5);
        Assert.All(waits.Zip(waits.Skip(1)), pair => Assert.InRange(pair.Second, pair.First + 2, 80));

        await stage.Shop.MendAsync();
        stage.Clock.Forward(TimeSpan.FromSeconds(waits[^1] + 1));
        Assert.Contains("11.00", (await stage.Edge.RowAsync(tie, DeliveryState.Done)).ReadBody);
    }

    [Fact]
    public async Task A_shop_that_asks_for_a_longer_wait_gets_it()
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        await stage.Shop!.FailAsync(new { path = "wp-json", kind = "status", status = 429, retry_after = 300 });
        var id = await Post(stage, "order.deleted", """{"id":1}""");
        Delivery row = null!;
        await Until.TrueAsync(async () => (row = await stage.Edge.RowAsync(id)).Attempts == 1);
        Assert.InRange((row.DueAt!.Value - stage.Clock.GetUtcNow()).TotalSeconds, 250, 300);
    }

    [Fact]
    public async Task A_shop_that_asks_for_no_wait_is_not_asked_in_a_circle()
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        await stage.Shop!.FailAsync(new { path = "wp-json", kind = "status", status = 429, retry_after = 0 });
        var id = await Post(stage, "order.deleted", """{"id":1}""");
        Delivery row = null!;
        await Until.TrueAsync(async () => (row = await stage.Edge.RowAsync(id)).Attempts == 1);
        Assert.InRange((row.DueAt!.Value - stage.Clock.GetUtcNow()).TotalSeconds, 1, 5);
    }

    [Theory]
    [InlineData("html", 404, null)]
    [InlineData("html", 403, null)]
    [InlineData("status", 404, """{"code":"rest_no_route","message":"No route was found","data":{"status":404}}""")]
    [InlineData("status", 404, """{"code":"not_found","message":"Not found"}""")]
    [InlineData("status", 401, """{"code":"woocommerce_rest_cannot_view","message":"Sorry","data":{"status":401}}""")]
    public async Task Another_404_than_WooCommerces_own_is_no_delete(string kind, int status, string? body)
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        await stage.Edge.RowAsync(await Post(stage, "order.updated", Bodies.Order(1)), DeliveryState.Done);
        await stage.Shop!.FailAsync(new { path = "wp-json", kind, status, body });
        var id = await Post(stage, "order.deleted", """{"id":1}""");
        await Until.TrueAsync(async () => (await stage.Edge.RowAsync(id)).Attempts == 1);
        Assert.Equal(DeliveryState.Waiting, (await stage.Edge.RowAsync(id)).State);
        Assert.DoesNotContain(stage.Book.Heard, heard => heard.Change.Deleted);

        await stage.Shop.MendAsync(); // and the order is really gone
        stage.Clock.Forward(TimeSpan.FromSeconds(6));
        Assert.True((await stage.Edge.RowAsync(id, DeliveryState.Done)).Deleted);
        var deleted = stage.Book.Newest(TargetBook.Supabase)[("orders", "1")];
        Assert.Equal((true, 2L), (deleted.Deleted, deleted.Seq));
    }

    [Fact]
    public async Task A_trashed_record_is_deleted_and_a_restored_one_is_back()
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        await stage.Edge.RowAsync(await Post(stage, "order.updated", Bodies.Order(1)), DeliveryState.Done);
        await stage.Shop!.LoadAsync("orders", Bodies.Order(1, second: 5, status: "trash"));
        await stage.Edge.RowAsync(await Post(stage, "order.deleted", """{"id":1}"""), DeliveryState.Done);
        Assert.True(stage.Book.Newest(TargetBook.QuickBooks)[("orders", "1")].Deleted);
        await stage.Edge.RowAsync(await Post(stage, "order.updated", Bodies.Order(1, second: 5, status: "trash")), DeliveryState.Unchanged);

        await stage.Shop.LoadAsync("orders", Bodies.Order(1, second: 9, status: "on-hold"));
        await stage.Edge.RowAsync(await Post(stage, "order.restored", Bodies.Order(1, second: 9, status: "on-hold")), DeliveryState.Done);
        var back = stage.Book.Newest(TargetBook.QuickBooks)[("orders", "1")];
        Assert.Equal((false, 3L), (back.Deleted, back.Seq));
    }

    [Fact]
    public async Task The_end_of_something_else_is_kept_and_explained()
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        var row = await stage.Edge.RowAsync(await Post(stage, "product.deleted", """{"id":13}"""), DeliveryState.Kept);
        Assert.Contains("no such record", row.Reason);
        Assert.Empty(stage.Book.Heard);
    }

    [Fact]
    public async Task A_body_that_was_under_way_while_its_record_went_does_not_bring_it_back()
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        await stage.Edge.RowAsync(await Post(stage, "action.woocommerce_delete_order", """{"action":"woocommerce_delete_order","arg":61}"""), DeliveryState.Kept);
        await stage.Edge.RowAsync(await Post(stage, "order.updated", Bodies.Order(61)), DeliveryState.Kept);

        await stage.Edge.RowAsync(await Post(stage, "customer.updated", Bodies.Customer(7)), DeliveryState.Done);
        await stage.Edge.RowAsync(await Post(stage, "customer.deleted", """{"id":7}"""), DeliveryState.Done);
        await stage.Edge.RowAsync(await Post(stage, "customer.updated", Bodies.Customer(7, second: 30)), DeliveryState.Unchanged);
        Assert.True(stage.Book.Newest(TargetBook.Supabase)[("customers", "7")].Deleted);
        Assert.DoesNotContain(stage.Book.Heard, heard => heard.Change.Key == "61");
    }

    [Fact]
    public async Task A_record_that_the_shop_still_has_is_not_deleted()
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        await stage.Shop!.LoadAsync("products", Bodies.Product(14, second: 3, name: "New mug"));
        await stage.Edge.RowAsync(await Post(stage, "product.updated", Bodies.Product(14)), DeliveryState.Done);
        await stage.Edge.RowAsync(await Post(stage, "product.deleted", """{"id":14}"""), DeliveryState.Done);
        var newest = stage.Book.Newest(TargetBook.Supabase)[("products", "14")];
        Assert.False(newest.Deleted);
        Assert.Contains("New mug", newest.Body);
        await stage.Edge.RowAsync(await stage.PostAsync("product.deleted", """{"id":14}""", "again"), DeliveryState.Unchanged);
    }

    [Fact]
    public async Task Refunds_come_with_their_details()
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        await stage.Shop!.LoadAsync("orders", Bodies.Order(1, refunds: 9));
        await stage.Shop.LoadRefundAsync(1, Bodies.Refund(9, "1.00"));
        await stage.Edge.RowAsync(await Post(stage, "order.updated", Bodies.Order(1, refunds: 9)), DeliveryState.Done);
        var change = Assert.IsType<OrderChanged>(Assert.Single(stage.Book.Of(TargetBook.QuickBooks)));
        Assert.Contains("\"amount\":\"1.00\"", change.Refunds?.Replace(" ", ""));
        await stage.Edge.RowAsync(await stage.PostAsync("order.updated", Bodies.Order(1, refunds: 9), "again"), DeliveryState.Unchanged);
    }

    [Theory]
    [InlineData("action.woocommerce_new_order", """{"action":"woocommerce_new_order","arg":1}""", "draft")]
    [InlineData("action.woocommerce_update_product", """{"action":"woocommerce_update_product","arg":2}""", "draft")]
    [InlineData("action.woocommerce_update_customer", """{"action":"woocommerce_update_customer","arg":3}""", "staff")]
    public async Task What_is_no_change_when_delivered_is_none_when_read(string topic, string body, string explained)
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        await stage.Shop!.LoadAsync("orders", Bodies.Order(1, status: "checkout-draft"));
        await stage.Shop.LoadAsync("products", Bodies.Product(2, status: "draft"));
        await stage.Shop.LoadAsync("customers", Bodies.Customer(3, role: "shop_manager"));
        var row = await stage.Edge.RowAsync(await Post(stage, topic, body), DeliveryState.Kept);
        Assert.Contains(explained, row.Reason);
        Assert.Empty(stage.Book.Heard);
    }

    [Theory]
    [InlineData("""{"id":1,"number":"\ud83d","total":"1.00","currency":"USD","status":"processing"}""")]
    [InlineData("""{"id":1,"total":"many"}""")]
    [InlineData("""{"id":2}""")]
    [InlineData("[]")]
    public async Task An_answer_that_cannot_be_read_puts_off_that_row_alone(string answer)
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        await stage.Shop!.LoadAsync("products", Bodies.Product(9));
        await stage.Shop.FailAsync(new { path = "orders/1$", kind = "status", status = 200, body = answer });
        var bad = await Post(stage, "order.deleted", """{"id":1}""");
        var good = await Post(stage, "product.deleted", """{"id":9}""");
        await stage.Edge.RowAsync(good, DeliveryState.Done);
        Delivery row = null!;
        await Until.TrueAsync(async () => (row = await stage.Edge.RowAsync(bad)).Attempts > 0);
        Assert.Equal(DeliveryState.Waiting, row.State);
        Assert.False(string.IsNullOrEmpty(row.Reason));
        await stage.Shop.MendAsync();
        stage.Clock.Forward(TimeSpan.FromSeconds(6));
        await stage.Edge.RowAsync(bad, DeliveryState.Kept);
    }

    private static Task<long> Post(Stage stage, string topic, string body) => stage.PostAsync(topic, body);
}
