using System.Text.Json;
using System.Text.Json.Nodes;
using Webhooks.Journal;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Deliveries;

public class ReplayTests
{
    private static Task<JsonElement> ReplayAsync(Stage stage, string body) => stage.Edge.SendAsync("/api/deliveries/replay", body);

    private static (int Matched, int Replayed, int Remaining, string? Cursor) Counts(JsonElement answer) =>
        (answer.GetProperty("matched").GetInt32(), answer.GetProperty("replayed").GetInt32(), answer.GetProperty("remaining").GetInt32(), answer.GetProperty("cursor").GetString());

    /// <summary>An order that no target heard of when it came, so that its delivery is new to the gate.</summary>
    private static async Task<long> UnheardAsync(Stage stage, string body)
    {
        stage.Neighbours.Held.TryRemove("quickbooks-tenant-1", out _);
        stage.Neighbours.Held.TryRemove("supabase-tenant-1", out _);
        stage.Clock.Forward(TimeSpan.FromMinutes(1)); // what is kept of Credentials' answers is out of use
        var id = await stage.PostAsync("order.updated", body);
        await stage.Edge.RowAsync(id, DeliveryState.Kept);
        stage.Neighbours.Connect(Edge.StoreId, Samples.Secret);
        stage.Clock.Forward(TimeSpan.FromMinutes(1));
        return id;
    }

    [Fact]
    public async Task A_dry_run_shows_field_by_field_what_would_change_and_by_how_much_the_sums_move_and_the_replay_does_that()
    {
        await using var stage = await Stage.StartAsync();
        var first = JsonNode.Parse(Bodies.Order(1, total: "10.00"))!;
        first["line_items"] = new JsonArray(new JsonObject { ["id"] = 5, ["name"] = "Mug", ["quantity"] = 1, ["total"] = "10.00" });
        await stage.Edge.RowAsync(await stage.PostAsync("order.updated", first.ToJsonString()), DeliveryState.Done);
        var changed = JsonNode.Parse(Bodies.Order(1, second: 9, status: "completed", total: "30.00"))!;
        changed["line_items"] = new JsonArray(
            new JsonObject { ["id"] = 5, ["name"] = "Mug", ["quantity"] = 2, ["total"] = "20.0" }, new JsonObject { ["id"] = 6, ["name"] = "Cap", ["quantity"] = 1, ["total"] = "10.00" });
        var newer = await UnheardAsync(stage, changed.ToJsonString());
        var unknown = await UnheardAsync(stage, Bodies.Order(2, total: "7.50"));
        var heard = stage.Book.Of(TargetBook.QuickBooks).Count;

        var dry = await ReplayAsync(stage, $$"""{"ids":[{{newer}},{{unknown}}],"dry_run":true}""");
        var lines = dry.GetProperty("deliveries");
        Assert.Equal(["New", "New"], lines.EnumerateArray().Select(line => line.GetProperty("expected").GetString()));
        Assert.Equal(
            ["line_items[5].quantity: \"1\" -> \"2\"", "line_items[5].total: \"10\" -> \"20\"", "line_items[6]:  -> {\"id\":\"6\",\"quantity\":\"1\",\"total\":\"10\",\"name\":\"Cap\"}", "status: \"processing\" -> \"completed\"", "total: \"10\" -> \"30\""],
            lines[0].GetProperty("changes").EnumerateArray().Select(change => $"{change.GetProperty("field").GetString()}: {change.GetProperty("old").GetString()} -> {change.GetProperty("new").GetString()}").Order(StringComparer.Ordinal));
        Assert.Equal(JsonValueKind.Null, lines[1].GetProperty("changes").ValueKind);
        var money = Assert.Single(dry.GetProperty("money").EnumerateArray());
        Assert.Equal(("USD", 27.50m, 2), (money.GetProperty("currency").GetString(), money.GetProperty("difference").GetDecimal(), money.GetProperty("orders").GetInt32()));
        Assert.Equal(2, dry.GetProperty("verdicts").GetProperty("New").GetInt32());
        Assert.Equal(heard, stage.Book.Of(TargetBook.QuickBooks).Count);

        var done = await ReplayAsync(stage, $$"""{"ids":[{{newer}},{{unknown}}]}""");
        foreach (var line in done.GetProperty("deliveries").EnumerateArray()) await stage.Edge.RowAsync(line.GetProperty("replay_id").GetInt64(), DeliveryState.Done);
        Assert.Equal(heard + 2, stage.Book.Of(TargetBook.QuickBooks).Count);
        Assert.Contains("30.00", stage.Book.Newest(TargetBook.QuickBooks)[("orders", "1")].Body);
        Assert.Equal(2, (await ReplayAsync(stage, $$"""{"ids":[{{newer}},{{unknown}}],"dry_run":true}""")).GetProperty("verdicts").GetProperty("Unchanged").GetInt32());
    }

    [Fact]
    public async Task A_dry_run_counts_what_an_earlier_delivery_of_the_same_replay_would_bring_as_known()
    {
        await using var stage = await Stage.StartAsync();
        var first = await UnheardAsync(stage, Bodies.Order(1, second: 5, total: "10.00"));
        var same = await UnheardAsync(stage, Bodies.Order(1, second: 5, total: "10.0"));
        var older = await UnheardAsync(stage, Bodies.Order(1, second: 1, total: "1.00"));
        var dry = await ReplayAsync(stage, $$"""{"ids":[{{first}},{{same}},{{older}}],"dry_run":true}""");
        Assert.Equal(["New", "Unchanged", "Stale"], dry.GetProperty("deliveries").EnumerateArray().Select(line => line.GetProperty("expected").GetString()));
        Assert.Equal(10m, Assert.Single(dry.GetProperty("money").EnumerateArray()).GetProperty("difference").GetDecimal());
    }

    [Fact]
    public async Task A_filter_is_never_cut_silently_and_pages_to_its_end_without_meeting_its_own_rows()
    {
        await using var stage = await Stage.StartAsync();
        for (var order = 1; order <= 5; order++) await stage.PostAsync("order.updated", Bodies.Order(order));
        await stage.PostAsync("product.updated", Bodies.Product(9));
        await stage.Edge.SettledAsync();
        string Body(string? cursor) => JsonSerializer.Serialize(new { filter = new { topic = "order.updated", state = "done" }, force = true, limit = 2, cursor });

        var answer = await ReplayAsync(stage, Body(null));
        Assert.Equal((5, 2, 3), (Counts(answer).Matched, Counts(answer).Replayed, Counts(answer).Remaining));
        await stage.Edge.SettledAsync(); // the new rows match the filter too by now
        answer = await ReplayAsync(stage, Body(Counts(answer).Cursor));
        Assert.Equal((5, 2, 1), (Counts(answer).Matched, Counts(answer).Replayed, Counts(answer).Remaining));
        await stage.Edge.SettledAsync();
        answer = await ReplayAsync(stage, Body(Counts(answer).Cursor));
        Assert.Equal((5, 1, 0, null), Counts(answer));
        await stage.Edge.SettledAsync();
        Assert.Equal(11, await stage.Edge.CountAsync());
        Assert.Equal(10, stage.Book.Of(TargetBook.QuickBooks).Count(change => TargetBook.Entity(change) == "orders"));
    }

    [Fact]
    public async Task A_time_range_is_by_when_a_delivery_was_received()
    {
        await using var stage = await Stage.StartAsync();
        await stage.PostAsync("order.updated", Bodies.Order(1));
        await stage.Edge.SettledAsync();
        stage.Clock.Forward(TimeSpan.FromHours(2));
        await stage.PostAsync("order.updated", Bodies.Order(2));
        await stage.Edge.SettledAsync();
        var between = stage.Clock.GetUtcNow().AddHours(-1);
        async Task<IEnumerable<string?>> FoundAsync(string field) => (await ReplayAsync(stage, JsonSerializer.Serialize(new Dictionary<string, object>
            { ["dry_run"] = true, ["filter"] = new Dictionary<string, object> { ["store_id"] = Edge.StoreId, [field] = between } })))
            .GetProperty("deliveries").EnumerateArray().Select(line => line.GetProperty("woo_id").GetString());
        Assert.Equal(["2"], await FoundAsync("received_from"));
        Assert.Equal(["1"], await FoundAsync("received_to"));
    }
}
