using System.Text.Json.Nodes;
using Contracts;
using Microsoft.AspNetCore.Http;
using Sandbox.Supabase.Rest;

namespace SupabaseSync.Tests.Flow;

/// <summary>What becomes of records at a project that is well.</summary>
public class FlowTests
{
    [Fact]
    public async Task An_order_arrives_with_its_lines_and_exact_money()
    {
        await using var harness = await FlowHarness.StartAsync();
        Assert.Equal(["Created s1/7"], await harness.OutcomesAsync(Entities.Orders, Items.Order(7)));

        var order = Assert.Single(await harness.Project.RowsAsync("orders"))!;
        Assert.Equal("12.30", order["total"]!.ToJsonString());
        Assert.Equal("2026-11-01T10:00:00+00:00", order["date_modified_gmt"]!.GetValue<string>());
        Assert.Equal("someone@example.test", order["billing_email"]!.GetValue<string>());
        Assert.Equal(70, Assert.Single(await harness.Project.RowsAsync("order_lines"))!["woo_id"]!.GetValue<long>());
    }

    [Theory]
    [InlineData(ProjectKeys.Secret)]
    [InlineData(ProjectKeys.LegacyServiceRole)]
    public async Task Both_kinds_of_key_open_the_project(string key)
    {
        await using var harness = await FlowHarness.StartAsync();
        harness.Key = key;
        Assert.Equal(["Created s1/7"], await harness.OutcomesAsync(Entities.Products, Items.Product(7)));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/rest/v1")]
    [InlineData("/rest/v1/")]
    public async Task The_project_url_may_be_written_in_several_ways(string ending)
    {
        await using var harness = await FlowHarness.StartAsync();
        harness.Url = $" {harness.Project.ProjectUrl}{ending} ";
        Assert.Equal(["Created s1/7"], await harness.OutcomesAsync(Entities.Products, Items.Product(7)));
    }

    [Fact]
    public async Task A_repeat_changes_nothing_and_an_older_version_is_skipped()
    {
        await using var harness = await FlowHarness.StartAsync();
        Assert.Equal(["Created s1/7"], await harness.OutcomesAsync(Entities.Orders, Items.Order(7, seq: 5)));
        Assert.Equal(["Skipped unchanged"], await harness.OutcomesAsync(Entities.Orders, Items.Order(7, seq: 5)));
        Assert.Equal(["Skipped stale"], await harness.OutcomesAsync(Entities.Orders, Items.Order(7, seq: 4, change: body => body["status"] = "pending")));
        Assert.Equal(["Updated s1/7"], await harness.OutcomesAsync(Entities.Orders, Items.Order(7, seq: 6, change: body => body["status"] = "completed")));
        Assert.Equal("completed", Assert.Single(await harness.Project.RowsAsync("orders"))!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_a_record_that_is_there_twice_only_the_newest_is_sent()
    {
        await using var harness = await FlowHarness.StartAsync();
        var outcomes = await harness.OutcomesAsync(Entities.Products, Items.Product(7, seq: 2, name: "new"), Items.Product(7, seq: 1, name: "old"));
        Assert.Equal(["Created s1/7", "Skipped stale"], outcomes);
        Assert.Equal("new", Assert.Single(await harness.Project.RowsAsync("products"))!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_record_that_the_table_refuses_does_not_take_its_neighbours_along()
    {
        await using var harness = await FlowHarness.StartAsync();
        var twice = Items.Order(8, change: body => body["line_items"]!.AsArray().Add(body["line_items"]![0]!.DeepClone()));
        var results = await harness.WorkAsync(Entities.Orders, Items.Order(7), twice, Items.Order(9));
        Assert.Equal(["Created s1/7", "Invalid duplicate_row", "Created s1/9"], results.Select(FlowHarness.Describe));
        Assert.Equal(1, await harness.Project.CallsAsync());
        Assert.Equal(2, (await harness.Project.RowsAsync("orders")).Count);
    }

    [Fact]
    public async Task A_record_that_cannot_be_mapped_is_not_sent_and_the_others_are()
    {
        await using var harness = await FlowHarness.StartAsync();
        var results = await harness.WorkAsync(Entities.Orders,
            Items.Order(7), Items.Order(8, change: body => body["total"] = "12,30 someone@example.test"),
            Items.Of(Entities.Orders, 9, """{"code":"woocommerce_rest_cannot_view","data":{"status":403}}"""), Items.Of(Entities.Orders, 10, "<html>"));
        Assert.Equal(["Created s1/7", "Invalid bad_value", "Invalid bad_body", "Invalid bad_body"], results.Select(FlowHarness.Describe));
        Assert.Contains("total of the order", results[1].Fault!.Message);
        Assert.DoesNotContain("example.test", results[1].Fault!.Message);
    }

    [Fact]
    public async Task A_delete_marks_the_row_and_a_restored_record_revives_it()
    {
        await using var harness = await FlowHarness.StartAsync();
        await harness.WorkAsync(Entities.Orders, Items.Order(7, seq: 1));
        Assert.Equal(["Updated s1/7"], await harness.OutcomesAsync(Entities.Orders, Items.Of(Entities.Orders, 7, """{"id":7}""", seq: 2, deleted: true)));
        var row = Assert.Single(await harness.Project.RowsAsync("orders"))!;
        Assert.NotNull(row["deleted_at"]);
        Assert.Equal("12.30", row["total"]!.ToJsonString());
        Assert.Equal(["Updated s1/7"], await harness.OutcomesAsync(Entities.Orders, Items.Order(7, seq: 3)));
        Assert.Null(Assert.Single(await harness.Project.RowsAsync("orders"))!["deleted_at"]);
    }

    [Fact]
    public async Task Text_that_PostgreSQL_cannot_take_is_mended_on_the_way()
    {
        await using var harness = await FlowHarness.StartAsync();
        var item = Items.Of(Entities.Products, 7, """{"id":7,"type":"simple","status":"publish","name":"a\u0000b \ud83d c \\u0000 \ud83d\ude00","price":""}""");
        Assert.Equal(["Created s1/7"], await harness.OutcomesAsync(Entities.Products, item));
        var row = Assert.Single(await harness.Project.RowsAsync("products"))!;
        Assert.Equal("ab \ufffd c \\u0000 \U0001F600", row["name"]!.GetValue<string>());
        Assert.Null(row["price"]);
    }

    [Fact]
    public async Task Metadata_nested_deeper_than_usual_gets_through_and_is_compared()
    {
        await using var harness = await FlowHarness.StartAsync();
        string Body(string key) => $$"""{"id":7,"type":"simple","status":"publish","meta_data":{{string.Concat(Enumerable.Repeat($$"""{"{{key}}":""", 150))}}1{{new string('}', 150)}}}""";
        Assert.Equal(["Created s1/7"], await harness.OutcomesAsync(Entities.Products, Items.Of(Entities.Products, 7, Body("a"))));
        Assert.Equal(["Skipped unchanged"], await harness.OutcomesAsync(Entities.Products, Items.Of(Entities.Products, 7, Body("a"))));
        Assert.Equal(["Updated s1/7"], await harness.OutcomesAsync(Entities.Products, Items.Of(Entities.Products, 7, Body("b"))));
    }

    [Theory]
    [InlineData("BatchRows", "0")]
    [InlineData("BatchBytes", "1")]
    [InlineData("TimeoutSeconds", "600")]
    public async Task A_setting_out_of_range_is_named(string setting, string value)
    {
        await using var harness = await FlowHarness.StartAsync(($"Supabase:{setting}", value));
        var refusal = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => harness.WorkAsync(Entities.Products, Items.Product(1)));
        Assert.Contains($"Supabase:{setting}", refusal.Message);
    }

    [Fact]
    public async Task Rows_are_sent_in_the_order_of_the_key_and_within_the_limits()
    {
        await using var harness = await FlowHarness.StartAsync(("Supabase:BatchRows", "6"));
        var sent = new List<long[]>();
        harness.Project.Interference = async (context, next) =>
        {
            context.Request.EnableBuffering();
            var body = await JsonNode.ParseAsync(context.Request.Body);
            sent.Add([.. body!["p_batch"]!.AsArray().Select(row => row!["woo_id"]!.GetValue<long>())]);
            context.Request.Body.Position = 0;
            await next(context);
        };
        var results = await harness.WorkAsync(Entities.Orders, [.. new long[] { 5, 3, 10, 1, 4, 2, 11 }.Select(id => Items.Order(id))]);
        Assert.All(results, result => Assert.Equal(RecordOutcome.Created, result.Outcome));
        // An order with one line is two rows, so three orders fill a batch of six.
        Assert.Equal([[1, 2, 3], [4, 5, 10], [11]], sent);
    }
}
