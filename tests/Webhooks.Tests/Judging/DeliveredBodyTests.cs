using System.Text;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Judging;

public class DeliveredBodyTests
{
    [Fact]
    public async Task The_newest_of_an_out_of_order_pair_stands_and_the_seq_only_grows()
    {
        await using var stage = await Stage.StartAsync();
        await stage.Edge.RowAsync(await stage.PostAsync("order.updated", Bodies.Order(1, second: 5, status: "completed")), DeliveryState.Done);
        var late = await stage.Edge.RowAsync(await stage.PostAsync("order.created", Bodies.Order(1, second: 1)), DeliveryState.Stale);
        Assert.Contains("newer version", late.Reason);
        await stage.Edge.RowAsync(await stage.PostAsync("order.created", Bodies.Order(1, second: 5, status: "completed")), DeliveryState.Unchanged);
        var next = await stage.Edge.RowAsync(await stage.PostAsync("order.updated", Bodies.Order(1, second: 6)), DeliveryState.Done);
        Assert.Equal(2, next.Seq);
        Assert.Equal([1L, 2L], stage.Book.Of(TargetBook.Supabase).Select(change => change.Seq));
    }

    [Fact]
    public async Task A_customer_without_dates_is_published_once()
    {
        await using var stage = await Stage.StartAsync();
        var row = await stage.Edge.RowAsync(await stage.PostAsync("customer.created", Bodies.Customer(1, second: null)), DeliveryState.Done);
        Assert.Equal((null, 1L), (row.Modified, row.Seq));
        await stage.Edge.RowAsync(await stage.PostAsync("customer.updated", Bodies.Customer(1, second: null)), DeliveryState.Unchanged);
    }

    [Theory]
    [InlineData("order.created", """{"id":1,"status":"checkout-draft","date_created_gmt":"2026-11-22T12:00:00"}""")]
    [InlineData("customer.updated", """{"id":1,"role":"administrator","is_paying_customer":false}""")]
    [InlineData("coupon.deleted", """{"id":13}""")]
    [InlineData("action.woocommerce_coupon_loaded", """{"action":"woocommerce_coupon_loaded","arg":13}""")]
    [InlineData("order.updated", """{"code":"woocommerce_rest_cannot_view","message":"Sorry","data":{"status":403}}""")]
    [InlineData("order.updated", "this is not JSON")]
    [InlineData("order.updated", "{\"id\":1,")]
    [InlineData("order.updated", "[]")]
    [InlineData("order.updated", """{"id":1,"status":"processing","number":"\ud83d"}""")]
    [InlineData("customer.updated", """{"id":1,"role":"\ud83d"}""")]
    [InlineData("order.updated", """{"id":1,"status":"processing","line_items":7}""")]
    [InlineData("order.updated", """{"id":1,"status":"processing","date_modified_gmt":"yesterday"}""")]
    public async Task What_is_no_change_is_kept_and_explained_and_holds_up_nothing(string topic, string body)
    {
        await using var stage = await Stage.StartAsync();
        var kept = await stage.PostAsync(topic, body);
        var next = await stage.PostAsync("order.updated", Bodies.Order(2));
        await stage.Edge.RowAsync(next, DeliveryState.Done);
        var row = await stage.Edge.RowAsync(kept, DeliveryState.Kept);
        Assert.False(string.IsNullOrEmpty(row.Reason));
        Assert.Equal(body, Encoding.UTF8.GetString(row.Body));
        Assert.All(stage.Book.Heard, heard => Assert.Equal("2", heard.Change.Key));
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_body()
    {
        await using var stage = await Stage.StartAsync();
        await stage.Edge.RowAsync(await stage.PostAsync("order.updated", "\uFEFF" + Bodies.Order(1)), DeliveryState.Done);
        Assert.StartsWith("{", stage.Book.Of(TargetBook.Supabase).Single().Body);
    }

    [Fact]
    public async Task A_change_is_addressed_to_the_targets_that_the_tenant_has()
    {
        await using var stage = await Stage.StartAsync();
        stage.Neighbours.Held.Clear();
        stage.Neighbours.Connect(Edge.StoreId, Samples.Secret, targets: ["supabase"]);
        var row = await stage.Edge.RowAsync(await stage.PostAsync("order.updated", Bodies.Order(1)), DeliveryState.Done);
        Assert.Equal(["supabase", "sync-runs"], row.Addressed.Select(addressed => addressed.Target).Order());
        Assert.Empty(stage.Book.Of(TargetBook.QuickBooks));
    }

    [Fact]
    public async Task What_came_before_any_target_was_connected_is_new_to_the_first_one()
    {
        await using var stage = await Stage.StartAsync();
        stage.Neighbours.Held.TryRemove("quickbooks-tenant-1", out _);
        stage.Neighbours.Held.TryRemove("supabase-tenant-1", out _);
        var early = await stage.PostAsync("order.updated", Bodies.Order(1));
        Assert.Contains("no active target", (await stage.Edge.RowAsync(early, DeliveryState.Kept)).Reason);

        stage.Neighbours.Connect(Edge.StoreId, Samples.Secret);
        stage.Clock.Forward(TimeSpan.FromMinutes(1));
        await stage.Edge.SendAsync("/api/deliveries/replay", $$"""{"ids":[{{early}}]}""");
        await Until.TrueAsync(() => stage.Book.Of(TargetBook.QuickBooks).Count == 1 && stage.Book.Of(TargetBook.Supabase).Count == 1);
    }

    [Fact]
    public async Task Versions_given_to_one_record_are_all_different()
    {
        await using var stage = await Stage.StartAsync();
        await Task.WhenAll(Enumerable.Range(1, 40).Select(n => stage.PostAsync("order.updated", Bodies.Order(n % 4 + 1, second: n), $"d{n}")));
        await stage.Edge.SettledAsync();
        await using var journal = stage.Edge.Journal();
        var rows = await journal.Deliveries.AsNoTracking().Where(row => row.Seq != null).ToListAsync(TestContext.Current.CancellationToken);
        Assert.All(rows.GroupBy(row => row.Key), record =>
        {
            var inOrder = record.OrderBy(row => row.Seq).ToList();
            Assert.Equal(Enumerable.Range(1, inOrder.Count).Select(seq => (long?)seq), inOrder.Select(row => row.Seq));
            Assert.Equal(inOrder.Select(row => row.Modified).Order(), inOrder.Select(row => row.Modified));
        });
        for (var order = 1; order <= 4; order++)
            Assert.Equal(Bodies.Noon.AddSeconds(36 + order), stage.Book.Newest(TargetBook.Supabase)[("orders", $"{(36 + order) % 4 + 1}")].Modified);
    }
}
