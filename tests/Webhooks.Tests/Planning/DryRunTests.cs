using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Planning;
using Webhooks.Runs;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Planning;

/// <summary>A dry run plans what the run then sends on, keeps it as a run, and writes nothing else.</summary>
public class DryRunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dry_run_is_answered_and_kept_as_a_run_and_nothing_else_is_written()
    {
        await using var stage = await StageAsync(orders: 12);
        var (status, run) = await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","dry_run":true,"reason":"a look first"}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("Success", 24, 24, true), (Text(run, "status"), Number(run, "records_processed"), Number(run, "records_created"), run.GetProperty("dry_run").GetBoolean()));
        Assert.Equal(("incremental", "a look first", "api"), (Text(run, "mode"), Text(run, "reason"), Text(run, "trigger")));
        var total = run.GetProperty("totals").EnumerateArray().Single(total => Text(total, "target") == "supabase");
        Assert.Equal(("USD", 12, 123.00m, 0), (Text(total, "currency"), Number(total.GetProperty("created"), "count"), total.GetProperty("created").GetProperty("amount").GetDecimal(), Number(total.GetProperty("failed"), "count")));

        var place = $"/api/sync/runs/{run.GetProperty("sync_id").GetGuid()}";
        Assert.Equal(24, Number(await stage.Edge.GetAsync(place), "records_created"));
        var item = (await stage.Edge.GetAsync($"{place}/items?limit=1")).GetProperty("items")[0];
        Assert.Equal(("Created", 10.25m, "USD"), (Text(item, "outcome"), item.GetProperty("amount").GetDecimal(), Text(item, "currency")));

        Assert.Equal(0, await stage.Edge.CountAsync());
        Assert.Empty(stage.Book.Heard);
        Assert.Empty((await stage.Edge.GetAsync("/api/sync/state")).GetProperty("watermarks").EnumerateArray());
        await using var journal = stage.Edge.Journal();
        Assert.Equal((0, 0), (await journal.Versions.CountAsync(Cancel), await journal.Pulls.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"full_sync":true}""")]
    [InlineData("""{"target":"supabase"}""")]
    [InlineData("""{"ids":[1,2,3,5,6,7,404]}""")]
    [InlineData("""{"force":true,"target":"quickbooks","full_sync":true}""")]
    [InlineData("""{"history":true}""")]
    [InlineData("""{"date_range":{"start":"2026-11-22","end":"2026-11-22"}}""")]
    public async Task It_plans_the_very_versions_that_the_run_sends_on(string body)
    {
        await using var stage = await StageAsync(orders: 9);
        await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1"}""");
        await stage.Edge.SettledAsync();
        // Edited; of the same second as known; refunded; trashed; gone; a cart; new.
        await stage.Shop!.LoadAsync("orders", Bodies.Order(1, second: 3600, total: "11.00"));
        await stage.Shop.LoadAsync("orders", Bodies.Order(2, second: 2, total: "12.00"));
        await stage.Shop.LoadAsync("orders", Bodies.Order(3, second: 3600, refunds: 300));
        await stage.Shop.LoadRefundAsync(3, Bodies.Refund(300));
        await stage.Shop.LoadAsync("orders", Bodies.Order(5, second: 3600, status: "trash"));
        await stage.Shop.RemoveAsync("orders", 6);
        await stage.Shop.LoadAsync("orders", Bodies.Order(21, second: 3600, status: "checkout-draft"));
        await stage.Shop.LoadAsync("orders", Bodies.Order(22, second: 3600));
        await AgreeAsync(stage, "orders", body);
    }

    [Fact]
    public async Task Variations_and_customers_are_planned_as_they_are_sent()
    {
        await using var stage = await StageAsync(orders: 0);
        await stage.Shop!.LoadAsync("products", Bodies.Product(30).Replace("\"simple\"", "\"variable\"", StringComparison.Ordinal));
        await stage.Shop.LoadAsync("variations", Bodies.Product(31).Replace("\"simple\"", "\"variation\",\"parent_id\":30", StringComparison.Ordinal));
        await stage.Shop.LoadAsync("customers", Bodies.Customer(5, second: null));
        await stage.Shop.LoadAsync("customers", Bodies.Customer(1, role: "administrator"));
        Assert.Equal(["30", "31"], await AgreeAsync(stage, "products", """{"target":"supabase"}"""));
        Assert.Equal(["5"], await AgreeAsync(stage, "customers", """{"target":"supabase"}"""));
        await stage.Shop.LoadAsync("variations", Bodies.Product(31, second: 60, name: "Red mug").Replace("\"simple\"", "\"variation\",\"parent_id\":30", StringComparison.Ordinal));
        await stage.Shop.LoadAsync("customers", Bodies.Customer(5, second: null, first: "Grace"));
        Assert.Equal(["31"], await AgreeAsync(stage, "products", """{"target":"supabase"}"""));
        Assert.Equal(["5"], await AgreeAsync(stage, "customers", """{"target":"supabase"}"""));
        Assert.Empty(await AgreeAsync(stage, "customers", """{"target":"supabase"}"""));
    }

    [Fact]
    public async Task Many_pages_are_asked_for_in_batches_and_each_record_once()
    {
        await using var stage = await StageAsync(orders: 0);
        for (var id = 1; id <= 230; id++) await stage.Shop!.LoadAsync("orders", Bodies.Order(id, second: id <= 150 ? 0 : id));
        var largest = 0;
        stage.Neighbours.Plans = (_, question) =>
        {
            largest = Math.Max(largest, question.Records.Count);
            return Task.FromResult(Neighbours.Created(question));
        };
        Assert.Equal(230, Number((await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"supabase","dry_run":true}""")).Run, "records_processed"));
        Assert.Equal(230, Number((await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"supabase","full_sync":true,"dry_run":true}""")).Run, "records_processed"));
        Assert.InRange(largest, 2, 50);
    }

    [Fact]
    public async Task A_target_that_does_not_answer_is_named_and_what_the_other_says_stands()
    {
        await using var stage = await StageAsync(orders: 3);
        stage.Neighbours.Plans = (target, question) => target == "quickbooks" ? throw new InvalidOperationException("down") : Task.FromResult(Neighbours.Created(question));
        var run = (await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","dry_run":true}""")).Run;
        Assert.Equal(("PartialSuccess", 3), (Text(run, "status"), Number(run, "records_created")));
        var error = Assert.Single(run.GetProperty("errors").EnumerateArray());
        Assert.Equal(("quickbooks", "target_away"), (Text(error, "target"), Text(error, "code")));
        Assert.Contains("Not planned: 3 records", Text(error, "error_message"));

        run = (await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","target":"quickbooks","dry_run":true}""")).Run;
        Assert.Equal(("Failed", 0, 1), (Text(run, "status"), Number(run, "records_processed"), run.GetProperty("errors").GetArrayLength()));
    }

    [Fact]
    public async Task A_target_that_asks_to_wait_is_asked_again_and_a_paused_one_is_not()
    {
        await using var stage = await StageAsync(orders: 3);
        var asked = new ConcurrentQueue<string>();
        stage.Neighbours.Plans = (target, question) =>
        {
            asked.Enqueue(target);
            return Task.FromResult(target == "supabase" ? new PlanAnswer { Problem = new PlanProblem("account_paused", "The account is paused.") }
                : asked.Count(other => other == target) < 2 ? new PlanAnswer { Problem = new PlanProblem("throttled", "Slow down.", RetryAfterSeconds: 1) }
                : Neighbours.Created(question));
        };
        var run = (await SyncAsync(stage, "orders", """{"tenant_id":"tenant-1","dry_run":true}""")).Run;
        Assert.Equal(("PartialSuccess", 3), (Text(run, "status"), Number(run, "records_created")));
        Assert.Equal("account_paused", Text(Assert.Single(run.GetProperty("errors").EnumerateArray()), "code"));
        Assert.Equal((2, 1), (asked.Count(target => target == "quickbooks"), asked.Count(target => target == "supabase")));
    }

    [Fact]
    public async Task A_shop_that_cannot_be_read_ends_it_as_failed_and_says_so()
    {
        await using var stage = await StageAsync(orders: 3);
        await stage.Shop!.FailAsync(new { path = "/orders$", kind = "status", status = 403 });
        using var request = Request("orders", """{"tenant_id":"tenant-1","dry_run":true}""");
        request.Headers.Add("Prefer", "respond-async");
        using var answer = await stage.Edge.Http.SendAsync(request, Cancel);
        var place = answer.Headers.Location!.ToString();
        await Until.TrueAsync(async () =>
        {
            stage.Clock.Forward(TimeSpan.FromSeconds(1));
            return Text(await stage.Edge.GetAsync(place), "status") == "Failed";
        });
        var run = await stage.Edge.GetAsync(place);
        Assert.Equal("shop_unreadable", Text(Assert.Single(run.GetProperty("errors").EnumerateArray()), "code"));
    }

    [Fact]
    public async Task One_that_a_restart_cuts_off_is_ended_and_says_to_start_it_again()
    {
        await using var stage = await StageAsync(orders: 3);
        var held = new TaskCompletionSource();
        stage.Neighbours.Plans = async (_, question) =>
        {
            await held.Task;
            return Neighbours.Created(question);
        };
        using var request = Request("orders", """{"tenant_id":"tenant-1","dry_run":true}""");
        request.Headers.Add("Prefer", "respond-async");
        using var answer = await stage.Edge.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var place = answer.Headers.Location!.ToString();
        Assert.Equal("Running", Text(await stage.Edge.GetAsync(place), "status"));
        await stage.RestartAsync();
        held.SetResult();
        var run = await stage.Edge.GetAsync(place);
        Assert.Equal(("Failed", "cut_off"), (Text(run, "status"), Text(Assert.Single(run.GetProperty("errors").EnumerateArray()), "code")));
        Assert.Contains("Start it again", Text(run.GetProperty("errors")[0], "error_message"));
    }

    [Fact]
    public async Task One_without_signs_of_life_is_ended_and_another_instances_is_not()
    {
        await using var stage = await StageAsync(orders: 0);
        var (dead, alive) = (Guid.NewGuid(), Guid.NewGuid());
        var now = stage.Clock.GetUtcNow();
        await using (var runs = stage.Edge.Runs())
        {
            foreach (var (id, until) in new[] { (dead, now.AddSeconds(-1)), (alive, now.AddMinutes(1)) })
                runs.Add(new Run { CorrelationId = id, Version = 1, CurrentState = "Running", DryRun = true, Entity = "orders", TenantId = "tenant-1", StoreId = "shop-1", Trigger = "api", Reading = true, StartedAt = now, AliveUntil = until });
            await runs.SaveChangesAsync(Cancel);
        }
        await stage.Edge.Services.GetRequiredService<PlanBook>().EndDeadAsync([], null, Cancel);
        Assert.Equal("Failed", Text(await stage.Edge.GetAsync($"/api/sync/runs/{dead}"), "status"));
        Assert.Equal("Running", Text(await stage.Edge.GetAsync($"/api/sync/runs/{alive}"), "status"));
        await Until.TrueAsync(async () =>
        {
            stage.Clock.Forward(TimeSpan.FromSeconds(30));
            return Text(await stage.Edge.GetAsync($"/api/sync/runs/{alive}"), "status") == "Failed";
        });
    }

    [Theory]
    [InlineData(0, 0, 0, "Success")]
    [InlineData(5, 0, 0, "Success")]
    [InlineData(5, 2, 0, "PartialSuccess")]
    [InlineData(5, 5, 0, "Failed")]
    [InlineData(5, 0, 1, "PartialSuccess")]
    [InlineData(0, 0, 1, "Failed")]
    public void It_ends_by_what_would_be_refused_and_what_could_not_be_said(int all, int failed, int problems, string state) =>
        Assert.Equal(state, PlanBook.StateOf(all, failed, problems));

    /// <summary>Dry run and run ask the targets for the same versions; answers their keys.</summary>
    private static async Task<IReadOnlyList<string>> AgreeAsync(Stage stage, string entity, string body)
    {
        var asked = new ConcurrentQueue<(string Target, PlannedRecord Record)>();
        stage.Neighbours.Plans = (target, question) =>
        {
            foreach (var record in question.Records) asked.Enqueue((target, record));
            return Task.FromResult(Neighbours.Created(question));
        };
        var request = body.Replace("{", "{\"tenant_id\":\"tenant-1\",", StringComparison.Ordinal).Replace(",}", "}", StringComparison.Ordinal);
        if (body.Contains("date_range", StringComparison.Ordinal)) request = """{"tenant_id":"tenant-1","date_range":{"start":"2026-11-22","end":"2026-11-22"}}""";
        var before = stage.Book.Heard.Count;
        var dry = (await SyncAsync(stage, entity, request.Replace("{\"tenant_id\"", "{\"dry_run\":true,\"tenant_id\"", StringComparison.Ordinal))).Run;
        Assert.Equal(before, stage.Book.Heard.Count);
        var run = (await SyncAsync(stage, entity, request)).Run;
        Assert.Equal(Number(run, "records_processed"), Number(dry, "records_processed"));
        var target = run.GetProperty("target").GetString();
        var sent = stage.Book.Heard.Skip(before).Where(heard => target is null || heard.Target == target)
            .Select(heard => Line(heard.Target, heard.Change.Key, heard.Change.Version(), heard.Change.Deleted, heard.Change.Force, heard.Change.History, heard.Change.Body, (heard.Change as OrderChanged)?.Refunds));
        Assert.Equal(sent.Distinct().Order(), asked.Select(one => Line(one.Target, one.Record.Key, new(one.Record.Modified, one.Record.Seq), one.Record.Deleted, one.Record.Force, one.Record.History, one.Record.Body, one.Record.Refunds)).Order());
        return [.. asked.Select(one => one.Record.Key).Distinct().Order()];
    }

    private static string Line(string target, string key, RecordVersion version, bool deleted, bool force, bool history, string body, string? refunds) =>
        $"{target} {key} {version.Modified:s}/{version.Seq} {deleted} {force} {history} {JsonElement.Parse(body).GetProperty("id")} {(body.Contains("\"total\"", StringComparison.Ordinal) ? JsonElement.Parse(body).GetProperty("total") : null)} {refunds}";

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

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();

    private static int Number(JsonElement json, string field) => json.GetProperty(field).GetInt32();
}
