using System.Net;
using System.Text;
using System.Text.Json;
using Contracts;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Webhooks.Pulling;
using Webhooks.Tests.Driving;
using Webhooks.Tests.Runs;

namespace Webhooks.Tests.Stopping;

/// <summary>Cancelling ends a run at once and loses nothing; resuming goes on where it was.</summary>
public class StopTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cancelled_run_ends_at_once_also_with_a_target_down_which_hears_of_it_later()
    {
        await using var stage = await StageAsync(orders: 5);
        var place = await BeginAsync(stage, """{"tenant_id":"tenant-1","full_sync":true}""", settled: 10);
        stage.Neighbours.Deaf = "quickbooks";
        var run = await PostAsync(stage, $"{place}/cancel", 200, "Ann");
        Assert.Equal(("Cancelled", "Ann"), (run.GetProperty("status").GetString(), run.GetProperty("changed_by").GetString()));
        Assert.NotEqual(JsonValueKind.Null, run.GetProperty("ended_at").ValueKind);
        Assert.False(run.GetProperty("progress").GetProperty("reading").GetBoolean());
        Assert.Equal("supabase cancel", Assert.Single(stage.Neighbours.Stops));

        stage.Neighbours.Deaf = null;
        await Tidings.SoonAsync(stage, () => Task.FromResult(stage.Neighbours.Stops.Contains("quickbooks cancel")));
        await using var runs = stage.Edge.Runs();
        await Until.TrueAsync(async () => (await runs.Runs.AsNoTracking().SingleAsync(one => one.Mode == "full", Cancel)).Untold is null);
        Assert.Contains("has ended already (Cancelled)", (await PostAsync(stage, $"{place}/cancel", 409)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_cancelled_run_that_is_resumed_reads_on_from_its_page_and_ends_with_every_record()
    {
        // The journal takes two pages; the third waits for the targets.
        await using var stage = await StageAsync(orders: 250, "--Pulling:MaxAhead", "100");
        stage.Book.Accepts = (_, _) => false;
        var place = await BeginAsync(stage, """{"tenant_id":"tenant-1","target":"supabase"}""", settled: null);
        await Until.TrueAsync(async () => await PullAsync(stage, pull => pull.RecordsRead) == 200);
        await PostAsync(stage, $"{place}/cancel", 200);
        stage.Book.Accepts = (_, _) => true;
        stage.Clock.Forward(TimeSpan.FromHours(1)); // what was published goes on, and nothing else
        await stage.Edge.SettledAsync();
        Assert.Equal((PullState.Cancelled, 200L), (await PullAsync(stage, pull => pull.State), await PullAsync(stage, pull => pull.RecordsRead)));
        Assert.Equal("Cancelled", (await stage.Edge.GetAsync(place)).GetProperty("status").GetString());

        stage.Book.Settles = (_, _) => RecordOutcome.Created;
        stage.Neighbours.Settled = Says;
        var resumed = await PostAsync(stage, $"{place}/resume", 200, "Bob");
        Assert.Equal(("Running", "Bob"), (resumed.GetProperty("status").GetString(), resumed.GetProperty("changed_by").GetString()));
        Assert.Contains("supabase resume", stage.Neighbours.Stops);
        await Until.TrueAsync(async () =>
        {
            stage.Clock.Forward(TimeSpan.FromSeconds(10));
            return (await stage.Edge.GetAsync(place)).GetProperty("status").GetString() == "Success";
        }, async () => (await stage.Edge.GetAsync(place)).GetRawText());
        Assert.Equal(250, (await stage.Edge.GetAsync(place)).GetProperty("records_processed").GetInt32());
        Assert.Equal(250, stage.Book.Newest("supabase").Count);
    }

    [Fact]
    public async Task What_a_cancelled_run_brought_comes_again_with_the_next_sync()
    {
        await using var stage = await StageAsync(orders: 12);
        var place = await BeginAsync(stage, """{"tenant_id":"tenant-1","target":"supabase"}""", settled: 24);
        await PostAsync(stage, $"{place}/cancel", 200);
        Assert.Empty((await stage.Edge.GetAsync("/api/sync/state")).GetProperty("watermarks").EnumerateArray());

        stage.Book.Settles = (_, _) => RecordOutcome.Created;
        var heard = stage.Book.Of("supabase").Count;
        using var answer = await stage.Edge.Http.SendAsync(Request("""{"tenant_id":"tenant-1","target":"supabase"}"""), Cancel);
        var run = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(("Success", 12), (run.GetProperty("status").GetString(), run.GetProperty("records_created").GetInt32()));
        Assert.Equal(12, stage.Book.Of("supabase").Skip(heard).Select(change => change.Key).Distinct().Count());
        Assert.All(stage.Book.Newest("supabase").Values, change => Assert.Equal(2, change.Seq)); // a version of its own: the ledger takes it for news
    }

    [Fact]
    public async Task A_webhook_at_the_same_version_brings_what_a_cancelled_run_left_behind()
    {
        await using var stage = await StageAsync(orders: 3);
        var place = await BeginAsync(stage, """{"tenant_id":"tenant-1"}""", settled: 6);
        await PostAsync(stage, $"{place}/cancel", 200);
        stage.Book.Settles = (_, _) => RecordOutcome.Created;
        var row = await stage.Edge.RowAsync(await stage.PostAsync("order.updated", Bodies.Order(2, second: 2)), DeliveryState.Done);
        Assert.Equal(2, row.Seq);
    }

    [Fact]
    public async Task What_of_a_cancelled_run_is_still_told_is_noted_and_a_resumed_run_awaits_what_was_cancelled()
    {
        await using var stage = await StageAsync(orders: 2);
        var place = await BeginAsync(stage, """{"tenant_id":"tenant-1","target":"supabase"}""", settled: 4);
        await PostAsync(stage, $"{place}/cancel", 200);
        var id = Guid.Parse(place[(place.LastIndexOf('/') + 1)..]);
        await stage.Edge.PublishAsync(Tidings.Settled(id, "supabase", RecordOutcome.Created, "1") with { At = stage.Clock.GetUtcNow() });
        await stage.Edge.PublishAsync(Tidings.Settled(id, "supabase", RecordOutcome.Skipped, "2") with { Code = SkipCodes.Cancelled, At = stage.Clock.GetUtcNow() });
        await Until.TrueAsync(async () => Tidings.Counts(await stage.Edge.GetAsync(place)) == (2, 1, 0, 1, 0));

        await PostAsync(stage, $"{place}/resume", 200);
        Assert.Equal((1, 1, 0, 0, 0), Tidings.Counts(await stage.Edge.GetAsync(place)));
        await stage.Edge.PublishAsync(Tidings.Settled(id, "supabase", RecordOutcome.Skipped, "2") with { Code = SkipCodes.Cancelled, At = Bodies.Noon }); // told late: taken back since
        await stage.Edge.PublishAsync(Tidings.Settled(id, "supabase", RecordOutcome.Updated, "2") with { At = stage.Clock.GetUtcNow() });
        await Tidings.SoonAsync(stage, async () => await Tidings.StatusAsync(stage, id) == "Success");
        Assert.Equal((2, 1, 1, 0, 0), Tidings.Counts(await stage.Edge.GetAsync(place)));
    }

    [Fact]
    public async Task What_cannot_be_cancelled_or_resumed_is_refused_in_words()
    {
        await using var stage = await StageAsync(orders: 1);
        var nobody = "/api/sync/runs/9b2f3a44-0000-0000-0000-000000000000";
        Assert.Contains("9b2f3a44", (await PostAsync(stage, $"{nobody}/cancel", 404)).GetProperty("detail").GetString());
        Assert.Contains("9b2f3a44", (await PostAsync(stage, $"{nobody}/resume", 404)).GetProperty("detail").GetString());

        stage.Book.Settles = (_, _) => null;
        var row = await stage.Edge.RowAsync(await stage.PostAsync("order.updated", Bodies.Order(99)), DeliveryState.Done);
        Assert.Contains("single change", (await PostAsync(stage, $"/api/sync/runs/{row.SyncId}/cancel", 409)).GetProperty("detail").GetString());

        stage.Book.Settles = (_, _) => RecordOutcome.Created;
        using var answer = await stage.Edge.Http.SendAsync(Request("""{"tenant_id":"tenant-1"}"""), Cancel);
        var run = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancel)).GetProperty("sync_id").GetGuid();
        Assert.Contains("Start a new one", (await PostAsync(stage, $"/api/sync/runs/{run}/resume", 409)).GetProperty("detail").GetString());
        Assert.Contains("has ended already (Success)", (await PostAsync(stage, $"/api/sync/runs/{run}/cancel", 409)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_reading_that_waits_after_a_problem_is_tried_at_once_when_it_is_resumed()
    {
        await using var stage = await StageAsync(orders: 3);
        await stage.Shop!.FailAsync(new { path = "/orders$", kind = "status", status = 500 });
        var place = await BeginAsync(stage, """{"tenant_id":"tenant-1","target":"supabase"}""", settled: null);
        await Tidings.SoonAsync(stage, async () => await PullAsync(stage, pull => pull.Attempts) > 5, "it was tried in vain");
        var problem = (await stage.Edge.GetAsync(place)).GetProperty("problem");
        Assert.NotEqual("", problem.GetProperty("message").GetString());
        Assert.True(problem.GetProperty("next_try_at").GetDateTimeOffset() > stage.Clock.GetUtcNow().AddSeconds(30));
        await stage.Shop.MendAsync();
        stage.Book.Settles = (_, _) => RecordOutcome.Created;
        await PostAsync(stage, $"{place}/resume", 200);
        await Until.TrueAsync(async () => (await stage.Edge.GetAsync(place)).GetProperty("status").GetString() == "Success"); // the clock stands where it was
    }

    private static async Task<Stage> StageAsync(int orders, params string[] settings)
    {
        var stage = await Stage.StartAsync(withShop: true, settings: settings);
        for (var id = 1; id <= orders; id++) await stage.Shop!.LoadAsync("orders", Bodies.Order(id, second: id));
        return stage;
    }

    /// <summary>A run whose targets take everything in and say nothing; returns once they have taken in so many.</summary>
    private static async Task<string> BeginAsync(Stage stage, string body, int? settled)
    {
        stage.Book.Settles = (_, _) => null;
        using var request = Request(body);
        request.Headers.Add("Prefer", "respond-async");
        using var answer = await stage.Edge.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var place = answer.Headers.Location!.ToString();
        if (settled is { } count) await Until.TrueAsync(() => stage.Book.Heard.Count >= count);
        if (settled is > 0) await stage.Edge.SettledAsync();
        return place;
    }

    private static IEnumerable<RecordSettled> Says(string target, JsonElement body) => body.GetProperty("records").EnumerateArray().Select(record => new RecordSettled
    {
        SyncId = body.GetProperty("sync_id").GetGuid(), Target = target, Entity = record.GetProperty("entity").GetString()!, Key = record.GetProperty("key").GetString()!,
        StoreId = body.GetProperty("store_id").GetString()!, Seq = record.GetProperty("seq").GetInt64(), Outcome = RecordOutcome.Created, At = Bodies.Noon,
    });

    private static async Task<T> PullAsync<T>(Stage stage, Func<Pull, T> what)
    {
        await using var journal = stage.Edge.Journal();
        return what(await journal.Pulls.AsNoTracking().SingleAsync(Cancel));
    }

    private static async Task<JsonElement> PostAsync(Stage stage, string path, int status, string? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (by is not null) request.Headers.Add("X-Changed-By", by);
        return await Edge.Json(await stage.Edge.Http.SendAsync(request, Cancel), status);
    }

    private static HttpRequestMessage Request(string body) =>
        new(HttpMethod.Post, "/api/sync/woocommerce/orders") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
