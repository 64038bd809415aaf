using Microsoft.AspNetCore.Http;
using Webhooks.Journal;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Receiving;

public class WithoutCredentialsTests
{
    private static readonly Func<HttpContext, Task> Refusing = http => Results.Problem("down", statusCode: 503).ExecuteAsync(http);

    private static readonly Dictionary<string, Func<HttpContext, Task>> Troubles = new()
    {
        ["503"] = Refusing,
        ["a web page with 502"] = http => Results.Content("<html>Bad gateway</html>", "text/html", statusCode: 502).ExecuteAsync(http),
        ["a web page with 200"] = http => Results.Content("<html>Welcome</html>", "text/html").ExecuteAsync(http),
        ["JSON of another kind"] = http => Results.Json(new[] { 1 }, statusCode: 500).ExecuteAsync(http),
        ["no answer"] = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        },
        ["half an answer"] = async http =>
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("[{\"id\":");
            await http.Response.Body.FlushAsync();
            http.Abort();
        },
    };

    public static TheoryData<string> Kinds => [.. Troubles.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_signed_delivery_is_kept_and_published_once_its_signature_can_be_checked(string trouble)
    {
        await using var stage = await Stage.StartAsync();
        stage.Neighbours.Trouble = Troubles[trouble];
        var id = await Edge.IdAsync(await stage.Edge.PostAsync("order.updated", Bodies.Order(1)));
        var row = await stage.Edge.RowAsync(id);
        Assert.Equal(DeliveryState.Unverified, row.State);
        Assert.Contains("Not verified yet", row.Reason);
        Assert.Empty(stage.Book.Heard);

        stage.Neighbours.Trouble = null;
        stage.Clock.Forward(TimeSpan.FromSeconds(2));
        row = await stage.Edge.RowAsync(id, DeliveryState.Done);
        Assert.Equal("tenant-1", row.TenantId);
        Assert.Single(stage.Book.Of(TargetBook.QuickBooks));
    }

    [Fact]
    public async Task A_wrong_signature_is_found_out_later_and_its_body_is_not_kept()
    {
        await using var stage = await Stage.StartAsync();
        stage.Neighbours.Trouble = Refusing;
        var wrong = await Edge.IdAsync(await stage.Edge.PostAsync("order.updated", Bodies.Order(1), secret: "wrong"));
        var good = await Edge.IdAsync(await stage.Edge.PostAsync("order.updated", Bodies.Order(2)));
        stage.Neighbours.Trouble = null;
        stage.Clock.Forward(TimeSpan.FromSeconds(2));
        var row = await stage.Edge.RowAsync(wrong, DeliveryState.Refused);
        Assert.Empty(row.Body);
        Assert.Equal("{}", row.Headers);
        Assert.Contains("signature", row.Reason);
        await stage.Edge.RowAsync(good, DeliveryState.Done);
        Assert.DoesNotContain(stage.Book.Heard, heard => heard.Change.Key == "1");
    }

    [Fact]
    public async Task A_forgery_does_not_stand_in_the_way_of_the_true_delivery()
    {
        await using var stage = await Stage.StartAsync();
        stage.Neighbours.Trouble = Refusing;
        await stage.Edge.PostAsync("order.updated", Bodies.Order(1), secret: "wrong");
        var answer = await Edge.Json(await stage.Edge.PostAsync("order.updated", Bodies.Order(1)));
        Assert.False(answer.GetProperty("duplicate").GetBoolean());
        stage.Neighbours.Trouble = null;
        stage.Clock.Forward(TimeSpan.FromSeconds(2));
        await stage.Edge.RowAsync(answer.GetProperty("id").GetInt64(), DeliveryState.Done);
    }

    [Fact]
    public async Task A_ping_is_200_and_what_is_unsigned_401()
    {
        await using var stage = await Stage.StartAsync();
        stage.Neighbours.Trouble = Refusing;
        Assert.Equal(200, (int)(await stage.Edge.PostAsync(Samples.Delivery("0001"))).StatusCode);
        var unsigned = Edge.Signed("order.updated", "{}"u8.ToArray()).Where(header => header.Key != "X-WC-Webhook-Signature");
        await Edge.Json(await stage.Edge.PostAsync(Edge.StoreId, "{}"u8.ToArray(), unsigned), 401);
        Assert.Equal(0, await stage.Edge.CountAsync());
        Assert.Equal(200, (int)(await stage.Edge.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task No_more_than_the_bound_of_one_store_wait_and_another_store_has_its_own()
    {
        await using var stage = await Stage.StartAsync(settings: ["--Webhooks:MaxUnverified", "3"]);
        stage.Neighbours.Connect("shop-2", Samples.Secret);
        stage.Neighbours.Trouble = Refusing;
        for (var order = 1; order <= 3; order++) Assert.Equal(200, (int)(await stage.Edge.PostAsync("order.updated", Bodies.Order(order))).StatusCode);
        var full = await Edge.Json(await stage.Edge.PostAsync("order.updated", Bodies.Order(4)), 503);
        Assert.Contains("3 of this store", full.GetProperty("detail").GetString());
        Assert.Equal(200, (int)(await stage.Edge.PostAsync("order.updated", Bodies.Order(1), store: "shop-2")).StatusCode);

        stage.Neighbours.Trouble = null;
        stage.Clock.Forward(TimeSpan.FromSeconds(2));
        await stage.Edge.SettledAsync();
        stage.Neighbours.Trouble = Refusing;
        stage.Clock.Forward(TimeSpan.FromMinutes(1)); // what was known of the store is forgotten
        Assert.Equal(200, (int)(await stage.Edge.PostAsync("order.updated", Bodies.Order(4))).StatusCode);
    }

    [Fact]
    public async Task Store_ids_that_nobody_knows_cannot_fill_the_disk()
    {
        await using var stage = await Stage.StartAsync(settings: ["--Webhooks:MaxUnverified", "2"]);
        stage.Neighbours.Trouble = Refusing;
        for (var store = 1; store <= 10; store++) Assert.Equal(200, (int)(await stage.Edge.PostAsync("order.updated", Bodies.Order(1), store: $"made-up-{store}")).StatusCode);

        await Edge.Json(await stage.Edge.PostAsync("order.updated", Bodies.Order(1), store: "made-up-11"), 503);
    }
}
