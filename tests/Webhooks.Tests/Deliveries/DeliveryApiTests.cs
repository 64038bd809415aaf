using System.Text;
using System.Text.Json;
using Webhooks.Journal;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Deliveries;

public class DeliveryApiTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_journal_is_listed_newest_first_page_by_page()
    {
        await using var stage = await Stage.StartAsync();
        for (var order = 1; order <= 5; order++) await stage.PostAsync("order.updated", Bodies.Order(order));
        await stage.Edge.SettledAsync();
        var page = await stage.Edge.GetAsync("/api/deliveries?limit=2");
        Assert.Equal(["5", "4"], WooIds(page));
        page = await stage.Edge.GetAsync($"/api/deliveries?limit=2&before_id={page.GetProperty("next_before_id")}");
        Assert.Equal(["3", "2"], WooIds(page));
        page = await stage.Edge.GetAsync($"/api/deliveries?limit=2&before_id={page.GetProperty("next_before_id")}");
        Assert.Equal(["1"], WooIds(page));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next_before_id").ValueKind);
    }

    [Fact]
    public async Task Filters_narrow_the_list()
    {
        await using var stage = await Stage.StartAsync();
        stage.Neighbours.Connect("shop-2", Samples.Secret);
        await stage.PostAsync("order.updated", Bodies.Order(1));
        await stage.PostAsync("product.updated", Bodies.Product(2));
        await stage.PostAsync("order.created", Bodies.Order(3, status: "checkout-draft"));
        await Edge.IdAsync(await stage.Edge.PostAsync("order.updated", Bodies.Order(4), store: "shop-2"));
        await stage.Edge.SettledAsync();
        Assert.Equal(["4"], WooIds(await stage.Edge.GetAsync("/api/deliveries?store_id=shop-2")));
        Assert.Equal(["2"], WooIds(await stage.Edge.GetAsync("/api/deliveries?entity=products")));
        Assert.Equal(["3"], WooIds(await stage.Edge.GetAsync("/api/deliveries?topic=order.created")));
        Assert.Equal(["3"], WooIds(await stage.Edge.GetAsync("/api/deliveries?state=kept")));
        Assert.Equal(["1"], WooIds(await stage.Edge.GetAsync("/api/deliveries?woo_id=1&entity=orders")));
        var now = stage.Clock.GetUtcNow();
        Assert.Equal(4, WooIds(await stage.Edge.GetAsync($"/api/deliveries?from={now.AddMinutes(-5):yyyy-MM-ddTHH:mm:ssZ}&to={now.AddMinutes(5):yyyy-MM-ddTHH:mm:ssZ}")).Count);
        Assert.Empty(WooIds(await stage.Edge.GetAsync($"/api/deliveries?from={now.AddMinutes(5):yyyy-MM-ddTHH:mm:ssZ}")));
    }

    [Theory]
    [InlineData("state=lost", "state")]
    [InlineData("state=99", "state")]
    [InlineData("entity=coupons", "entity")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1000", "limit")]
    [InlineData("limit=x", "limit: must be a whole number")]
    [InlineData("from=yesterday", "from: must be a date such as 2026-11-22T10:00:00Z")]
    [InlineData("before_id=abc", "before_id: must be a whole number")]
    [InlineData("stat=kept", "stat: there is no such parameter")]
    public async Task A_filter_that_cannot_be_is_400_by_name(string query, string named)
    {
        await using var stage = await Stage.StartAsync();
        Assert.Contains(named, (await stage.Edge.GetAsync($"/api/deliveries?{query}", 400)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task One_delivery_is_shown_whole_with_who_holds_its_change()
    {
        await using var stage = await Stage.StartAsync();
        var id = await stage.PostAsync("order.updated", Bodies.Order(1042));
        await stage.Edge.RowAsync(id, DeliveryState.Done);
        var page = await stage.Edge.GetAsync($"/api/deliveries/{id}");
        Assert.Equal(Bodies.Order(1042), page.GetProperty("body").GetString());
        var line = page.GetProperty("delivery");
        Assert.Equal(("Webhook", "Done", "orders", "1042", 1L), (line.GetProperty("kind").GetString(), line.GetProperty("state").GetString(), line.GetProperty("entity").GetString(), line.GetProperty("woo_id").GetString(), line.GetProperty("seq").GetInt64()));
        Assert.Equal(["quickbooks", "supabase", "sync-runs"], page.GetProperty("addressed").EnumerateArray().Select(one => one.GetProperty("target").GetString()));
        Assert.All(page.GetProperty("addressed").EnumerateArray(), one => Assert.Equal(JsonValueKind.String, one.GetProperty("accepted_at").ValueKind));
        Assert.Contains("999", (await stage.Edge.GetAsync("/api/deliveries/999", 404)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/api/deliveries")]
    [InlineData("/api/sync/runs")]
    [InlineData("/api/records/orders/1")]
    [InlineData("/api/nothing")]
    public async Task Without_the_right_key_every_api_route_is_401(string path)
    {
        await using var stage = await Stage.StartAsync();
        stage.Edge.Http.DefaultRequestHeaders.Remove("X-Api-Key");
        Assert.Contains("X-Api-Key", (await stage.Edge.GetAsync(path, 401)).GetProperty("detail").GetString());
        stage.Edge.Http.DefaultRequestHeaders.Add("X-Api-Key", "another-key-of-the-tests");
        Assert.Contains("X-Api-Key", (await stage.Edge.GetAsync(path, 401)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_does_nothing()
    {
        await using var stage = await Stage.StartAsync();
        var old = await stage.PostAsync("order.updated", Bodies.Order(1));
        var current = await stage.PostAsync("order.updated", Bodies.Order(1, second: 5));
        var draft = await stage.PostAsync("order.created", Bodies.Order(2, status: "checkout-draft"));
        var delete = await stage.PostAsync("product.deleted", """{"id":13}""");
        await stage.Edge.RowAsync(draft, DeliveryState.Kept);
        await stage.Edge.RowAsync(current, DeliveryState.Done);
        var rows = await stage.Edge.CountAsync();
        var result = await stage.Edge.SendAsync("/api/deliveries/replay", $$"""{"ids":[{{old}},{{current}},{{draft}},{{delete}}],"dry_run":true}""");
        Assert.True(result.GetProperty("dry_run").GetBoolean());
        Assert.Equal(["Stale", "Unchanged", "Kept", "Asks"], Expected(result));
        Assert.All(result.GetProperty("deliveries").EnumerateArray(), line => Assert.Equal(JsonValueKind.Null, line.GetProperty("replay_id").ValueKind));
        result = await stage.Edge.SendAsync("/api/deliveries/replay", $$"""{"ids":[{{old}},{{current}}],"dry_run":true,"force":true}""");
        Assert.Equal(["Stale", "New"], Expected(result));
        Assert.Equal(rows, await stage.Edge.CountAsync());
        Assert.Equal(2, stage.Book.Of(TargetBook.QuickBooks).Count);
    }

    [Fact]
    public async Task A_replay_passes_the_same_gate_and_force_publishes_what_is_known_but_never_what_is_old()
    {
        await using var stage = await Stage.StartAsync();
        var old = await stage.PostAsync("order.updated", Bodies.Order(1));
        var current = await stage.PostAsync("order.updated", Bodies.Order(1, second: 5));
        await stage.Edge.RowAsync(current, DeliveryState.Done);
        await stage.Edge.RowAsync(old, DeliveryState.Done);

        var again = Replayed(await stage.Edge.SendAsync("/api/deliveries/replay", $$"""{"ids":[{{old}},{{current}}]}"""));
        await stage.Edge.RowAsync(again[0], DeliveryState.Stale);
        await stage.Edge.RowAsync(again[1], DeliveryState.Unchanged);

        again = Replayed(await stage.Edge.SendAsync("/api/deliveries/replay", $$"""{"filter":{"woo_id":"1","state":"Done"},"force":true,"target":"supabase"}"""));
        await stage.Edge.RowAsync(again[0], DeliveryState.Stale);
        var row = await stage.Edge.RowAsync(again[1], DeliveryState.Done);
        Assert.Equal((DeliveryKind.Replay, 2L), (row.Kind, row.Seq));
        Assert.Equal(2, stage.Book.Of(TargetBook.QuickBooks).Count);
        var forced = stage.Book.Of(TargetBook.Supabase)[^1];
        Assert.Equal((true, 2L, row.SyncId), (forced.Force, forced.Seq, forced.SyncId));
        await Until.TrueAsync(async () => (await stage.Edge.GetAsync("/api/sync/runs?status=Success")).GetProperty("runs").EnumerateArray()
            .Any(run => run.GetProperty("sync_id").GetGuid() == row.SyncId && run.GetProperty("trigger").GetString() == "replay"));
    }

    [Fact]
    public async Task A_version_that_is_new_goes_to_every_target_even_where_one_was_asked_for()
    {
        await using var stage = await Stage.StartAsync();
        stage.Neighbours.Held.TryRemove("quickbooks-tenant-1", out _);
        stage.Neighbours.Held.TryRemove("supabase-tenant-1", out _);
        var early = await stage.PostAsync("order.updated", Bodies.Order(1));
        await stage.Edge.RowAsync(early, DeliveryState.Kept);
        stage.Neighbours.Connect(Edge.StoreId, Samples.Secret);
        stage.Clock.Forward(TimeSpan.FromMinutes(1));
        var again = Replayed(await stage.Edge.SendAsync("/api/deliveries/replay", $$"""{"ids":[{{early}}],"target":"supabase"}"""));
        await stage.Edge.RowAsync(again[0], DeliveryState.Done);
        Assert.Single(stage.Book.Of(TargetBook.QuickBooks));
    }

    [Theory]
    [InlineData("{}", "ids")]
    [InlineData("""{"ids":[]}""", "ids")]
    [InlineData("""{"ids":[1],"filter":{"state":"Done"}}""", "ids")]
    [InlineData("""{"filter":{}}""", "ids")]
    [InlineData("""{"filter":{"state":"lost"}}""", "state")]
    [InlineData("""{"filter":{"entity":"coupons"}}""", "entity")]
    [InlineData("""{"ids":[1],"target":"xero"}""", "target")]
    [InlineData("""{"ids":[1],"limit":0}""", "limit")]
    [InlineData("""{"ids":[1],"limit":1001}""", "limit")]
    [InlineData("""{"ids":[1],"cursor":"yesterday"}""", "cursor")]
    [InlineData("""{"ids":["x"]}""", "ids")]
    [InlineData("""{"ids":[1],"dry_run":"maybe"}""", "dry_run")]
    [InlineData("""{"ids":[1],"filter":{"from":"yesterday"}}""", "from")]
    [InlineData("""{"ids":""", "JSON")]
    [InlineData("null", "The body is missing")]
    [InlineData("", "The body is missing")]
    [InlineData("""{"ids":[1],"dryrun":true}""", "dryrun: there is no such field")]
    [InlineData("""{"filter":{"state":"Done","stor_id":"a"}}""", "filter.stor_id: there is no such field")]
    public async Task A_replay_that_cannot_be_is_400_by_name(string body, string named)
    {
        await using var stage = await Stage.StartAsync();
        var answer = await stage.Edge.Http.PostAsync("/api/deliveries/replay", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);
        Assert.Contains(named, (await Edge.Json(answer, 400)).GetRawText());
    }

    [Theory]
    [InlineData("""{"targt":"quickbooks"}""", "targt: there is no such field")]
    [InlineData("""{"target":"quickbooks","Code ":"x"}""", "Code : there is no such field")]
    public async Task A_misspelt_field_never_retries_everything(string body, string detail)
    {
        await using var stage = await Stage.StartAsync();
        Assert.Equal(detail, (await stage.Edge.SendAsync("/api/failures/retry", body, 400)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_target_that_is_away_is_named_and_the_other_answers()
    {
        await using var stage = await Stage.StartAsync(settings: ["--Services:QboSync:BaseUrl", "http://127.0.0.1:1"]);
        var answer = await stage.Edge.GetAsync("/api/records/orders/1042");
        Assert.Equal(["quickbooks", "supabase"], answer.GetProperty("unavailable").EnumerateArray().Select(one => one.GetProperty("target").GetString()));
        Assert.Contains("entity", (await stage.Edge.GetAsync("/api/records/coupons/1", 400)).GetProperty("detail").GetString());
    }

    private static IReadOnlyList<string?> WooIds(JsonElement page) => [.. page.GetProperty("deliveries").EnumerateArray().Select(line => line.GetProperty("woo_id").GetString())];

    private static IReadOnlyList<string?> Expected(JsonElement result) => [.. result.GetProperty("deliveries").EnumerateArray().Select(line => line.GetProperty("expected").GetString())];

    private static IReadOnlyList<long> Replayed(JsonElement result) => [.. result.GetProperty("deliveries").EnumerateArray().Select(line => line.GetProperty("replay_id").GetInt64())];
}
