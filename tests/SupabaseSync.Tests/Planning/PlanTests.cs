using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Supabase.Rest;
using SupabaseSync.Tests.Flow;
using SupabaseSync.Tests.Mapping;
using Syncing.Working;

namespace SupabaseSync.Tests.Planning;

/// <summary>What a plan says of a record is what mirroring it right after does, and the plan writes nothing.</summary>
public class PlanTests
{
    [Fact]
    public async Task New_newer_older_and_equal_versions_are_told_apart()
    {
        await using var harness = await FlowHarness.StartAsync();
        await AgreeAsync(harness, "orders", Items.Order(1), Items.Order(2), Items.Order(3, deleted: true));
        Assert.Equal(["Updated s1/1", "Skipped stale", "Skipped unchanged", "Created s1/4"], await AgreeAsync(harness, "orders",
            Items.Order(1, seq: 2, modified: "2026-11-01T11:00:00"), Items.Order(2, seq: 0, modified: "2026-10-01T11:00:00"), Items.Order(3, deleted: true), Items.Order(4)));
        Assert.Equal(["Updated s1/2"], await AgreeAsync(harness, "orders", Items.Order(2, seq: 5, deleted: true)));
        Assert.Equal(["Updated s1/2"], await AgreeAsync(harness, "orders", Items.Order(2, seq: 6)));
    }

    [Fact]
    public async Task What_cannot_be_mapped_is_refused_without_the_others()
    {
        await using var harness = await FlowHarness.StartAsync();
        Assert.Equal(["Invalid bad_value", "Created s1/2"], await AgreeAsync(harness, "orders", Items.Order(1, change: order => order["total"] = "much"), Items.Order(2)));
    }

    [Theory]
    [InlineData("orders", "orders?woo_id=eq.1", """{"customer_note":"by hand"}""")]
    [InlineData("orders", "orders?woo_id=eq.1", """{"total":12.31}""")]
    [InlineData("orders", "orders?woo_id=eq.1", """{"deleted_at":"2026-11-02T00:00:00Z"}""")]
    [InlineData("orders", "order_lines?woo_id=eq.10", """{"quantity":2}""")]
    [InlineData("orders", "order_lines?woo_id=eq.10", """{"deleted_at":"2026-11-02T00:00:00Z"}""")]
    [InlineData("products", "products?woo_id=eq.1", """{"name":"by hand"}""")]
    public async Task A_row_that_was_edited_by_hand_would_be_written_again_and_no_other(string entity, string rows, string edit)
    {
        await using var harness = await FlowHarness.StartAsync();
        WorkItem[] items = entity == "orders" ? [Items.Order(1), Items.Order(2)] : [Items.Product(1), Items.Product(2)];
        await harness.WorkAsync(entity, items);
        await SendAsync(harness, HttpMethod.Patch, rows, edit);
        Assert.Equal(["Updated s1/1", "Skipped unchanged"], await AgreeAsync(harness, entity, items));
    }

    [Fact]
    public async Task A_line_that_somebody_added_or_removed_would_be_put_right()
    {
        await using var harness = await FlowHarness.StartAsync();
        WorkItem[] items = [Items.Order(1), Items.Order(2), Items.Order(3)];
        await harness.WorkAsync("orders", items);
        await SendAsync(harness, HttpMethod.Delete, "order_lines?woo_id=eq.10");
        await SendAsync(harness, HttpMethod.Post, "order_lines", """[{"store_id":"s1","woo_id":77,"order_woo_id":2,"kind":"line_item","name":"by hand","raw":{}}]""");
        Assert.Equal(["Updated s1/1", "Updated s1/2", "Skipped unchanged"], await AgreeAsync(harness, "orders", items));
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("products")]
    [InlineData("customers")]
    public async Task Recorded_records_stand_as_they_were_sent(string entity)
    {
        await using var harness = await FlowHarness.StartAsync();
        var items = Samples.All().Select(sample => sample.Item).Where(item => item.Entity == entity).GroupBy(item => item.Key).Select(record => record.MaxBy(item => item.Version)!).ToArray();
        Assert.NotEmpty(items);
        await harness.WorkAsync(entity, items);
        Assert.All(await AgreeAsync(harness, entity, items), outcome => Assert.Equal("Skipped unchanged", outcome));
    }

    [Fact]
    public async Task More_lines_than_one_answer_holds_are_all_compared()
    {
        await using var harness = await FlowHarness.StartAsync();
        var items = Enumerable.Range(1, 3).Select(id => Items.Order(id, change: order => order["line_items"] = new JsonArray([.. Enumerable.Range(0, 300).Select(line =>
            (JsonNode)new JsonObject { ["id"] = id * 1000 + line, ["name"] = "Mug", ["quantity"] = 1, ["total"] = "1.00" })]))).ToArray();
        await harness.WorkAsync("orders", items);
        Assert.Equal(["Skipped unchanged", "Skipped unchanged", "Skipped unchanged"], await AgreeAsync(harness, "orders", items));
        await SendAsync(harness, HttpMethod.Patch, "order_lines?woo_id=eq.3299", """{"name":"by hand"}""");
        Assert.Equal(["Skipped unchanged", "Skipped unchanged", "Updated s1/3"], await AgreeAsync(harness, "orders", items));
    }

    [Fact]
    public async Task A_project_that_refuses_says_so_of_every_record()
    {
        await using var harness = await FlowHarness.StartAsync();
        harness.Project.Interference = (http, _) =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        Assert.Equal(["Transient unavailable", "Transient unavailable"], await PlannedAsync(harness, "orders", Items.Order(1), Items.Order(2)));
        await using var unkeyed = await FlowHarness.StartAsync();
        unkeyed.Key = "sb_publishable_x";
        Assert.Equal(["Unauthorised wrong_key"], await PlannedAsync(unkeyed, "orders", Items.Order(1)));
    }

    /// <summary>Plans, looks that nothing was written, does it, and compares.</summary>
    private static async Task<string[]> AgreeAsync(FlowHarness harness, string entity, params WorkItem[] items)
    {
        var before = await StandingAsync(harness);
        var said = await PlannedAsync(harness, entity, items);
        Assert.Equal(before, await StandingAsync(harness));
        Assert.Equal(await harness.OutcomesAsync(entity, items), said);
        return said;
    }

    private static async Task<string[]> PlannedAsync(FlowHarness harness, string entity, params WorkItem[] items)
    {
        var plans = await harness.Plan.ForeseeAsync(new TargetAccount("host", harness.Credential()), entity, items, TestContext.Current.CancellationToken);
        Assert.Equal(items.Length, plans.Count);
        return [.. items.Select(item => FlowHarness.Describe(plans.Single(plan => plan.Result.Item == item).Result))];
    }

    private static async Task<string> StandingAsync(FlowHarness harness)
    {
        var tables = new List<string>();
        foreach (var table in (string[])["orders", "order_lines", "order_refunds", "products", "customers"]) tables.Add((await harness.Project.RowsAsync(table)).ToJsonString());
        return string.Join('\n', tables);
    }

    private static async Task SendAsync(FlowHarness harness, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, $"{harness.Project.ProjectUrl}/rest/v1/{path}");
        request.Headers.Add("apikey", ProjectKeys.Secret);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await harness.Project.Http.SendAsync(request);
        Assert.True(answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.Created or HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }
}
