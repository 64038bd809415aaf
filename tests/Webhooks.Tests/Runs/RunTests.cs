using System.Text.Json;
using Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Journal;
using Webhooks.Runs;
using Webhooks.Tests.Driving;
using static Webhooks.Tests.Runs.Tidings;

namespace Webhooks.Tests.Runs;

public class RunTests
{
    public static TheoryData<string> Orders => ["SQP", "SPQ", "QSP", "QPS", "PSQ", "PQS", "SSQQPP", "QQSSPP", "QPQPS", "PQSSQP"];

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Events_in_any_order_and_repeated_end_in_the_same_run(string order)
    {
        await using var stage = await Stage.StartAsync();
        var id = Guid.NewGuid();
        foreach (var letter in order)
        {
            if (letter == 'S') await stage.Edge.PublishAsync(Started(id));
            else await stage.Edge.PublishAsync(Settled(id, letter == 'Q' ? "quickbooks" : "supabase", letter == 'Q' ? RecordOutcome.Created : RecordOutcome.Updated));
        }
        var run = await EndedAsync(stage, id);
        Assert.Equal("Success", Text(run, "status"));
        Assert.Equal((2, 1, 1, 0, 0), Counts(run));
        Assert.Equal("tenant-1", Text(run, "tenant_id"));
        Assert.Equal("webhook", Text(run, "trigger"));
        Assert.Equal(Noon, run.GetProperty("started_at").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("?limit=x", "limit: must be a whole number")]
    [InlineData("?stauts=Failed", "stauts: there is no such parameter; there are status, trigger, entity, since, limit")]
    [InlineData("/0f8fad5b-d9cb-469f-a165-70867728950e/items?ofset=1", "ofset: there is no such parameter; there are offset, limit")]
    public async Task A_query_that_cannot_be_is_400_by_name(string query, string detail)
    {
        await using var stage = await Stage.StartAsync();
        Assert.Equal(detail, Text(await stage.Edge.GetAsync($"/api/sync/runs{query}", 400), "detail"));
    }

    [Fact]
    public async Task The_exchange_of_silence_is_named_as_all_others_are()
    {
        await using var stage = await Stage.StartAsync();
        var bus = stage.Edge.Services.GetRequiredService<IBus>();
        Assert.True(bus.Topology.TryGetPublishAddress(typeof(RunSilent), out var exchange));
        Assert.EndsWith("/run-silent", exchange.AbsolutePath);
    }

    [Fact]
    public async Task Thirty_records_settled_at_once_are_all_heard()
    {
        await using var stage = await Stage.StartAsync();
        var id = Guid.NewGuid();
        var keys = Enumerable.Range(1, 15).Select(key => $"{key}").ToArray();
        await Task.WhenAll([stage.Edge.PublishAsync(Started(id, keys)), .. from key in keys
                                                                           from target in (string[])["quickbooks", "supabase"]
                                                                           select stage.Edge.PublishAsync(Settled(id, target, RecordOutcome.Created, key))]);
        Assert.Equal((30, 30, 0, 0, 0), Counts(await EndedAsync(stage, id)));
    }

    [Theory]
    [InlineData(RecordOutcome.Created, RecordOutcome.Updated, "Success", 0)]
    [InlineData(RecordOutcome.Skipped, RecordOutcome.Skipped, "Success", 0)]
    [InlineData(RecordOutcome.Failed, RecordOutcome.Created, "PartialSuccess", 1)]
    [InlineData(RecordOutcome.Failed, RecordOutcome.Skipped, "PartialSuccess", 1)]
    [InlineData(RecordOutcome.Failed, RecordOutcome.Failed, "Failed", 2)]
    public async Task The_outcomes_say_how_a_run_ends(RecordOutcome quickbooks, RecordOutcome supabase, string status, int failed)
    {
        await using var stage = await Stage.StartAsync(book: new TargetBook { Settles = (target, _) => target == "quickbooks" ? quickbooks : supabase });
        var row = await stage.Edge.RowAsync(await stage.PostAsync("order.updated", Bodies.Order(1042)), DeliveryState.Done);
        var run = await EndedAsync(stage, row.SyncId);
        Assert.Equal(status, Text(run, "status"));
        Assert.Equal(failed, run.GetProperty("records_failed").GetInt32());
        Assert.Equal(failed, run.GetProperty("errors").GetArrayLength());
        foreach (var error in run.GetProperty("errors").EnumerateArray())
        {
            Assert.Equal(("orders", "1042"), (Text(error, "entity_type"), Text(error, "entity_id")));
            Assert.Equal(("The books are closed until May.", "closed_period"), (Text(error, "error_message"), Text(error, "code")));
        }
    }

    [Fact]
    public async Task What_is_told_after_the_end_changes_nothing()
    {
        await using var stage = await Stage.StartAsync();
        var id = Guid.NewGuid();
        foreach (var target in (string[])["quickbooks", "supabase"]) await stage.Edge.PublishAsync(Settled(id, target, RecordOutcome.Created));
        await stage.Edge.PublishAsync(Started(id));
        var before = await EndedAsync(stage, id);
        await stage.Edge.PublishAsync(Settled(id, "quickbooks", RecordOutcome.Failed));
        await stage.Edge.PublishAsync(Started(id));
        var marker = Guid.NewGuid();
        await stage.Edge.PublishAsync(Started(marker));
        await Until.TrueAsync(async () => await StatusAsync(stage, marker) == "Running");
        Assert.Equal(before.GetRawText(), (await stage.Edge.GetAsync($"/api/sync/runs/{id}")).GetRawText());
    }

    [Fact]
    public async Task Silence_makes_a_run_suspect_and_the_targets_own_word_ends_it()
    {
        await using var stage = await Stage.StartAsync(settings: ["--Runs:SuspectAfterSeconds", "60"]);
        var id = Guid.NewGuid();
        await stage.Edge.PublishAsync(Started(id));
        await stage.Edge.PublishAsync(Settled(id, "supabase", RecordOutcome.Created));
        await Until.TrueAsync(async () => await SettledCountAsync(stage, id) == 1);
        stage.Clock.Forward(TimeSpan.FromSeconds(61));
        await SoonAsync(stage, async () => await StatusAsync(stage, id) == "Suspect");

        string? asked = null;
        stage.Neighbours.Settled = (target, body) =>
        {
            asked = $"{target} {body.GetProperty("sync_id").GetString()} {body.GetProperty("store_id").GetString()} {body.GetProperty("records")[0].GetProperty("key").GetString()}";
            return [Settled(id, target, RecordOutcome.Updated)];
        };
        stage.Clock.Forward(TimeSpan.FromSeconds(61));
        await SoonAsync(stage, async () => await StatusAsync(stage, id) == "Success");
        Assert.Equal($"quickbooks {id} {Edge.StoreId} 1042", asked);
    }

    [Fact]
    public async Task An_answer_that_comes_late_ends_a_suspect_run_too()
    {
        await using var stage = await Stage.StartAsync(settings: ["--Runs:SuspectAfterSeconds", "60"]);
        var id = Guid.NewGuid();
        await stage.Edge.PublishAsync(Started(id));
        await Until.TrueAsync(async () => await StatusAsync(stage, id) == "Running");
        stage.Clock.Forward(TimeSpan.FromSeconds(61));
        await SoonAsync(stage, async () => await StatusAsync(stage, id) == "Suspect");
        await stage.Edge.PublishAsync(Settled(id, "supabase", RecordOutcome.Created));
        await Until.TrueAsync(async () => await StatusAsync(stage, id) == "Running");
        await stage.Edge.PublishAsync(Settled(id, "quickbooks", RecordOutcome.Created));
        Assert.Equal("Success", Text(await EndedAsync(stage, id), "status"));
    }

    [Fact]
    public async Task After_a_start_open_runs_are_asked_for_at_once()
    {
        await using var stage = await Stage.StartAsync();
        stage.Book.Settles = (_, _) => null;
        var row = await stage.Edge.RowAsync(await stage.PostAsync("order.updated", Bodies.Order(1042)), DeliveryState.Done);
        stage.Neighbours.Settled = (target, _) => [Settled(row.SyncId, target, RecordOutcome.Created)];
        await stage.RestartAsync();
        await SoonAsync(stage, async () => await StatusAsync(stage, row.SyncId) == "Success");
    }

    [Fact]
    public async Task A_run_its_list_and_its_items_are_shown_in_the_documented_names()
    {
        await using var stage = await Stage.StartAsync();
        var row = await stage.Edge.RowAsync(await stage.PostAsync("order.updated", Bodies.Order(1042)), DeliveryState.Done);
        var run = await EndedAsync(stage, row.SyncId);
        Assert.Equal(
            ["sync_id", "status", "tenant_id", "store_id", "trigger", "entity", "target", "mode", "reason", "asked_by", "started_at", "ended_at", "records_processed", "records_created", "records_updated", "records_skipped", "records_failed", "duration_ms", "errors", "progress", "dry_run", "problem", "changed_by", "changed_at"],
            run.EnumerateObject().Select(property => property.Name));
        Assert.Equal(row.SyncId, run.GetProperty("sync_id").GetGuid());
        Assert.Equal((2, 2), (run.GetProperty("progress").GetProperty("expected").GetInt32(), run.GetProperty("progress").GetProperty("settled").GetInt32()));
        Assert.True(run.GetProperty("duration_ms").GetInt64() >= 0);

        var items = (await stage.Edge.GetAsync($"/api/sync/runs/{row.SyncId}/items")).GetProperty("items");
        Assert.Equal(["quickbooks", "supabase"], items.EnumerateArray().Select(item => Text(item, "target")));
        Assert.Equal(["target", "entity_type", "entity_id", "outcome", "external_id", "code", "message", "settled_at", "amount", "currency"], items[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(("orders", "1042", "Created", "quickbooks-1042"), (Text(items[0], "entity_type"), Text(items[0], "entity_id"), Text(items[0], "outcome"), Text(items[0], "external_id")));
        var second = (await stage.Edge.GetAsync($"/api/sync/runs/{row.SyncId}/items?offset=1&limit=1")).GetProperty("items");
        Assert.Equal("supabase", Text(Assert.Single(second.EnumerateArray()), "target"));

        var listed = (await stage.Edge.GetAsync("/api/sync/runs?status=Success")).GetProperty("runs");
        Assert.Equal(run.GetRawText(), Assert.Single(listed.EnumerateArray()).GetRawText());
        Assert.Equal(0, (await stage.Edge.GetAsync("/api/sync/runs?status=Failed")).GetProperty("runs").GetArrayLength());
        foreach (var (query, count) in (IEnumerable<(string, int)>)[("entity=orders&trigger=webhook&since=2026-01-01T00:00:00Z", 1), ("entity=products", 0), ("trigger=api", 0), ("since=2100-01-01T00:00:00Z", 0)])
            Assert.Equal(count, (await stage.Edge.GetAsync($"/api/sync/runs?{query}")).GetProperty("runs").GetArrayLength());
    }

    [Theory]
    [InlineData("?status=success-ish", 400, "status")]
    [InlineData("?trigger=email", 400, "trigger: must be one of webhook, api")]
    [InlineData("?entity=order", 400, "entity: must be one of orders, products, customers")]
    [InlineData("?since=yesterday", 400, "since: must be a date")]
    [InlineData("?limit=0", 400, "limit")]
    [InlineData("?limit=x", 400, "limit")]
    [InlineData("/9b2f3a44-0000-0000-0000-000000000000", 404, "9b2f3a44")]
    [InlineData("/9b2f3a44-0000-0000-0000-000000000000/items", 404, "9b2f3a44")]
    [InlineData("/9b2f3a44-0000-0000-0000-000000000000/items?limit=0", 400, "limit")]
    [InlineData("/9b2f3a44-0000-0000-0000-000000000000/items?offset=-1", 400, "offset")]
    public async Task A_bad_question_is_answered_by_name(string path, int status, string named)
    {
        await using var stage = await Stage.StartAsync();
        Assert.Contains(named, (await stage.Edge.GetAsync($"/api/sync/runs{path}", status)).GetProperty("detail").GetString());
    }

    private static async Task<int> SettledCountAsync(Stage stage, Guid id) =>
        await StatusAsync(stage, id) is null ? 0 : (await stage.Edge.GetAsync($"/api/sync/runs/{id}")).GetProperty("progress").GetProperty("settled").GetInt32();

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
