using System.Net;
using System.Text;
using System.Text.Json;
using Contracts;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Requesting;

/// <summary>The three sync endpoints: what is read, what is sent on, and what is answered.</summary>
public class SyncTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_sync_reads_everything_and_answers_the_result()
    {
        await using var stage = await StageAsync(orders: 12);
        var (status, run) = await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1"}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("Success", 24, 24, 0, 0), Result(run));
        Assert.Equal("incremental", run.GetProperty("mode").GetString());
        Assert.Empty(run.GetProperty("errors").EnumerateArray());
        Assert.True(run.GetProperty("duration_ms").GetInt64() >= 0);
        Assert.Equal(12, stage.Book.Newest("supabase").Count);
    }

    [Fact]
    public async Task A_second_incremental_sync_processes_nothing_and_then_only_what_changed()
    {
        await using var stage = await StageAsync(orders: 12);
        await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1"}""");
        Assert.Equal(("Success", 0, 0, 0, 0), Result((await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1"}""")).Run));

        await stage.Shop!.LoadAsync("orders", Bodies.Order(7, second: 300, total: "11.00"));
        var run = (await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1"}""")).Run;
        Assert.Equal(("Success", 2, 2, 0, 0), Result(run));
        Assert.Equal("7", (await stage.Edge.GetAsync($"/api/sync/runs/{run.GetProperty("sync_id").GetGuid()}/items")).GetProperty("items")[0].GetProperty("entity_id").GetString());
    }

    [Fact]
    public async Task An_import_of_history_reads_from_the_beginning_and_says_so_to_the_targets()
    {
        await using var stage = await StageAsync(orders: 12);
        for (var id = 1; id <= 12; id++) await stage.Shop!.LoadAsync("orders", Bodies.Order(id, second: id * 3600)); // far apart: an overlap would not reach back
        await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"quickbooks"}""");
        Assert.Equal(12, Processed(await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"quickbooks","history":true}""")));
        Assert.Equal(12, stage.Book.Of("quickbooks").Count(change => change.History));
    }

    [Fact]
    public async Task The_watermark_moves_to_what_was_read_and_never_to_now()
    {
        await using var stage = await StageAsync(orders: 12);
        await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"supabase"}""");
        var mark = Assert.Single((await stage.Edge.GetAsync("/api/sync/state")).GetProperty("watermarks").EnumerateArray());
        Assert.Equal(Bodies.Noon.AddSeconds(12), mark.GetProperty("until").GetDateTimeOffset());
        Assert.Equal(("shop-1", "orders", "supabase"), (mark.GetProperty("store_id").GetString(), mark.GetProperty("entity").GetString(), mark.GetProperty("target").GetString()));

        // Certain records and certain days leave it alone.
        await stage.Shop!.LoadAsync("orders", Bodies.Order(13, second: 500));
        await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"supabase","ids":[13]}""");
        await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"supabase","date_range":{"start":"2026-01-01","end":"2026-12-31"}}""");
        mark = Assert.Single((await stage.Edge.GetAsync("/api/sync/state")).GetProperty("watermarks").EnumerateArray());
        Assert.Equal(Bodies.Noon.AddSeconds(12), mark.GetProperty("until").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_full_sync_sends_everything_again_for_the_targets_to_compare()
    {
        await using var stage = await StageAsync(orders: 12);
        await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1"}""");
        stage.Book.Settles = (_, _) => RecordOutcome.Skipped;
        var run = (await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"quickbooks","full_sync":true}""")).Run;
        Assert.Equal(("Success", 12, 0, 0, 0), Result(run));
        Assert.Equal(12, run.GetProperty("records_skipped").GetInt32());
        Assert.Equal(24, stage.Book.Of("quickbooks").Count);
        Assert.Equal(12, stage.Book.Of("supabase").Count);
    }

    [Fact]
    public async Task Pages_are_read_to_the_end_also_where_many_rows_share_a_second()
    {
        await using var stage = await StageAsync(orders: 0);
        for (var id = 1; id <= 230; id++) await stage.Shop!.LoadAsync("orders", Bodies.Order(id, second: id <= 150 ? 0 : id));
        var run = (await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"supabase"}""")).Run;
        Assert.Equal(("Success", 230, 230, 0, 0), Result(run));
        run = (await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"supabase","full_sync":true}""")).Run;
        Assert.Equal(230, run.GetProperty("records_processed").GetInt32());
    }

    [Fact]
    public async Task Certain_ids_are_read_for_themselves_and_what_the_shop_deleted_is_found()
    {
        await using var stage = await StageAsync(orders: 3);
        await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1"}""");
        await stage.Shop!.RemoveAsync("orders", 2);
        var run = (await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"supabase","ids":["2",3]}""")).Run;
        Assert.Equal("Success", run.GetProperty("status").GetString());
        Assert.True(stage.Book.Newest("supabase")[("orders", "2")].Deleted);
        Assert.True(stage.Book.Newest("quickbooks")[("orders", "2")].Deleted); // a new version goes to everyone
    }

    [Fact]
    public async Task Days_are_inclusive_by_change_or_by_creation()
    {
        await using var stage = await StageAsync(orders: 3);
        Assert.Equal(3, Processed(await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"supabase","date_range":{"start":"2026-11-22","end":"2026-11-22"}}""")));
        Assert.Equal(0, Processed(await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"supabase","date_range":{"start":"2026-11-23","end":"2026-11-24"}}""")));
        Assert.Equal(3, Processed(await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"supabase","full_sync":true,"dry_run":false,"date_range":{"start":"2026-11-22","end":"2026-11-22","field":"created"}}""")));
    }

    [Fact]
    public async Task Products_bring_their_variations_and_customers_leave_out_the_staff()
    {
        await using var stage = await StageAsync(orders: 0);
        await stage.Shop!.LoadAsync("products", Bodies.Product(30).Replace("\"simple\"", "\"variable\"", StringComparison.Ordinal));
        await stage.Shop.LoadAsync("variations", Bodies.Product(31).Replace("\"simple\"", "\"variation\",\"parent_id\":30", StringComparison.Ordinal));
        await stage.Shop.LoadAsync("customers", Bodies.Customer(5));
        await stage.Shop.LoadAsync("customers", Bodies.Customer(1, role: "administrator"));
        Assert.Equal(2, Processed(await SyncAsync(stage, "products", """{"tenant_id":"tenant-1","target":"supabase"}""")));
        Assert.Equal(1, Processed(await SyncAsync(stage, "customers", """{"tenant_id":"tenant-1","target":"supabase"}""")));
        Assert.Equal([("customers", "5"), ("products", "30"), ("products", "31")], stage.Book.Newest("supabase").Keys.Order());
        Assert.Equal(0, Processed(await SyncAsync(stage, "products", """{"tenant_id":"tenant-1","target":"supabase"}""")));
    }

    [Fact]
    public async Task A_record_that_fails_is_named_and_the_run_is_a_partial_success()
    {
        await using var stage = await StageAsync(orders: 3);
        stage.Book.Settles = (target, change) => target == "quickbooks" && change.Key == "2" ? RecordOutcome.Failed : RecordOutcome.Created;
        var run = (await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1"}""")).Run;
        Assert.Equal(("PartialSuccess", 6, 5, 0, 1), Result(run));
        var error = Assert.Single(run.GetProperty("errors").EnumerateArray());
        Assert.Equal(("orders", "2", "closed_period"), (error.GetProperty("entity_type").GetString(), error.GetProperty("entity_id").GetString(), error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Whoever_does_not_want_to_wait_gets_202_and_the_place_of_the_run()
    {
        await using var stage = await StageAsync(orders: 3);
        stage.Book.Settles = (_, _) => null;
        using var request = Request("orders", """{"tenant_id":"tenant-1"}""");
        request.Headers.Add("Prefer", "respond-async");
        using var answer = await stage.Edge.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var run = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("Running", run.GetProperty("status").GetString());
        var place = answer.Headers.Location!.ToString();
        Assert.Equal($"/api/sync/runs/{run.GetProperty("sync_id").GetGuid()}", place);
        await Until.TrueAsync(async () => (await stage.Edge.GetAsync(place)).GetProperty("progress").GetProperty("expected").GetInt32() == 6);
    }

    [Fact]
    public async Task A_shop_that_is_too_slow_for_large_pages_is_read_in_smaller_ones()
    {
        await using var stage = await StageAsync(orders: 3);
        await stage.Shop!.FailAsync(new { path = "/orders$", kind = "status", status = 504, times = 2 });
        var run = await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"supabase"}""");
        Assert.Equal(3, Processed(run));
    }

    [Theory]
    [InlineData("""{"target":"xero"}""", "target")]
    [InlineData("""{"ids":[]}""", "ids")]
    [InlineData("""{"ids":[0]}""", "ids")]
    [InlineData("""{"ids":[1],"full_sync":true}""", "full_sync")]
    [InlineData("""{"ids":[1],"date_range":{"start":"2024-01-01","end":"2024-01-31"}}""", "date_range")]
    [InlineData("""{"date_range":{"start":"2024-02-01","end":"2024-01-31"}}""", "date_range.end")]
    [InlineData("""{"date_range":{"start":"2024-02-01"}}""", "date_range.end")]
    [InlineData("""{"date_range":{"start":"2024-01-01","end":"2024-01-31","field":"paid"}}""", "date_range.field")]
    [InlineData("""{"date_range":{"start":"01.02.2024","end":"2024-01-31"}}""", "date_range.start")]
    [InlineData("""{"full_snyc":true}""", "full_snyc")]
    [InlineData("""{"tenant_id":"nobody"}""", "tenant_id")]
    [InlineData("""{"tenant_id":"tenant-1","store_id":"shop-9"}""", "store_id")]
    public async Task A_bad_request_is_400_and_names_the_field(string body, string field)
    {
        await using var stage = await StageAsync(orders: 0);
        using var answer = await stage.Edge.Http.SendAsync(Request("orders", body), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(field, await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_run_goes_on_after_a_restart_from_the_page_it_was_at()
    {
        await using var stage = await StageAsync(orders: 0);
        for (var id = 1; id <= 250; id++) await stage.Shop!.LoadAsync("orders", Bodies.Order(id, second: id));
        await stage.Shop!.FailAsync(new { path = "/orders$", kind = "status", status = 500, probability = 0.5, seed = 3 });
        using var request = Request("orders", """{"tenant_id":"tenant-1","target":"supabase"}""");
        request.Headers.Add("Prefer", "respond-async");
        using var answer = await stage.Edge.Http.SendAsync(request, Cancel);
        var place = answer.Headers.Location!.ToString();
        await Until.TrueAsync(() => { stage.Clock.Forward(TimeSpan.FromSeconds(30)); return Task.FromResult(stage.Book.Of("supabase").Count > 0); });

        // What the bus forgot with the process, the targets tell when they are asked.
        stage.Neighbours.Settled = (target, body) => body.GetProperty("records").EnumerateArray().Select(record => new RecordSettled
        {
            SyncId = body.GetProperty("sync_id").GetGuid(), Target = target, Entity = record.GetProperty("entity").GetString()!, Key = record.GetProperty("key").GetString()!,
            StoreId = body.GetProperty("store_id").GetString()!, Seq = record.GetProperty("seq").GetInt64(), Outcome = RecordOutcome.Created, At = Bodies.Noon,
        });
        await stage.RestartAsync();
        await stage.Shop.MendAsync();
        await Until.TrueAsync(async () =>
        {
            stage.Clock.Forward(TimeSpan.FromSeconds(10));
            return (await stage.Edge.GetAsync(place)).GetProperty("status").GetString() == "Success";
        }, async () => (await stage.Edge.GetAsync(place)).GetRawText());
        Assert.Equal(250, (await stage.Edge.GetAsync(place)).GetProperty("records_processed").GetInt32());
        Assert.Equal(250, stage.Book.Newest("supabase").Count);
    }

    private static async Task<Stage> StageAsync(int orders)
    {
        var stage = await Stage.StartAsync(withShop: true);
        for (var id = 1; id <= orders; id++) await stage.Shop!.LoadAsync("orders", Bodies.Order(id, second: id));
        return stage;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Run)> SyncAsync(Stage stage, string entity, string body)
    {
        using var answer = await stage.Edge.Http.SendAsync(Request(entity, body), Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(text));
    }

    private static HttpRequestMessage Request(string entity, string body) =>
        new(HttpMethod.Post, $"/api/sync/woocommerce/{entity}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static (string?, int, int, int, int) Result(JsonElement run) => (run.GetProperty("status").GetString(), run.GetProperty("records_processed").GetInt32(),
        run.GetProperty("records_created").GetInt32(), run.GetProperty("records_updated").GetInt32(), run.GetProperty("records_failed").GetInt32());

    private static int Processed((HttpStatusCode Status, JsonElement Run) answer)
    {
        Assert.Equal("Success", answer.Run.GetProperty("status").GetString());
        return answer.Run.GetProperty("records_processed").GetInt32();
    }
}
