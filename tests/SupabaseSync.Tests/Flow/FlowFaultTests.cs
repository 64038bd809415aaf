using System.Text;
using Contracts;
using Microsoft.AspNetCore.Http;
using Sandbox.Supabase.Rest;
using Syncing.Working;

namespace SupabaseSync.Tests.Flow;

/// <summary>What becomes of records at a project that is not well.</summary>
public class FlowFaultTests
{
    [Theory]
    [InlineData("sb_secret_other", "key_refused")]
    [InlineData("sb_publishable_sandbox", "wrong_key")]
    [InlineData(ProjectKeys.LegacyAnon, "wrong_key")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.c2ln", "key_refused")]
    [InlineData("hunter2", "wrong_key")]
    [InlineData("sb_secret_a b", "wrong_key")]
    [InlineData("", "no_key")]
    public async Task A_wrong_key_is_the_accounts_fault_and_stays_out_of_the_message(string key, string code)
    {
        await using var harness = await FlowHarness.StartAsync();
        harness.Key = key;
        var results = await harness.WorkAsync(Entities.Products, Items.Product(1), Items.Product(2));
        Assert.All(results, result => Assert.Equal($"Unauthorised {code}", FlowHarness.Describe(result)));
        if (key.Length > 0) Assert.DoesNotContain(key, results[0].Fault!.Message);
        Assert.Empty(await harness.Project.RowsAsync("products"));
    }

    [Theory]
    [InlineData("""{"schema":false}""", "schema_missing")]
    [InlineData("""{"grants":false}""", "grants_missing")]
    [InlineData("""{"fail_with":"25006"}""", "read_only")]
    public async Task A_project_that_is_not_set_up_says_so_once_and_works_when_mended(string broken, string code)
    {
        await using var harness = await FlowHarness.StartAsync(("Supabase:BatchRows", "1"));
        await harness.Project.SetAsync(broken);
        Assert.Equal([$"Misconfigured {code}", $"Misconfigured {code}"], await harness.OutcomesAsync(Entities.Products, Items.Product(1), Items.Product(2)));
        Assert.Equal(1, await harness.Project.CallsAsync()); // the second batch is not even sent
        await harness.Project.SetAsync("""{"schema":true,"grants":true,"fail_with":null}""");
        Assert.Equal(["Created s1/1"], await harness.OutcomesAsync(Entities.Products, Items.Product(1)));
    }

    [Fact]
    public async Task A_batch_that_meets_the_statement_timeout_is_halved_until_it_passes()
    {
        await using var harness = await FlowHarness.StartAsync();
        await harness.Project.SetAsync("""{"statement_timeout_rows":3}""");
        var results = await harness.WorkAsync(Entities.Products, [.. Enumerable.Range(1, 10).Select(id => Items.Product(id))]);
        Assert.All(results, result => Assert.Equal(RecordOutcome.Created, result.Outcome));
        Assert.Equal(10, (await harness.Project.RowsAsync("products")).Count);
    }

    [Fact]
    public async Task A_single_record_that_is_too_slow_waits_and_the_others_pass()
    {
        await using var harness = await FlowHarness.StartAsync();
        await harness.Project.SetAsync("""{"statement_timeout_rows":2}""");
        var large = Items.Order(2, change: body => body["line_items"]!.AsArray().Add(new System.Text.Json.Nodes.JsonObject { ["id"] = 99 }));
        Assert.Equal(["Created s1/1", "Transient statement_timeout", "Created s1/3"],
            await harness.OutcomesAsync(Entities.Orders, Items.Order(1), large, Items.Order(3)));
    }

    [Fact]
    public async Task A_record_that_PostgREST_cannot_read_is_found_and_stands_alone()
    {
        await using var harness = await FlowHarness.StartAsync();
        harness.Project.Interference = async (context, next) =>
        {
            context.Request.EnableBuffering();
            var body = await new StreamReader(context.Request.Body, Encoding.UTF8).ReadToEndAsync();
            context.Request.Body.Position = 0;
            if (body.Contains("poison", StringComparison.Ordinal))
                await AnswerAsync(context, 400, """{"code":"PGRST102","details":null,"hint":null,"message":"Empty or invalid json"}""");
            else await next(context);
        };
        var items = Enumerable.Range(1, 9).Select(id => Items.Product(id, name: id == 6 ? "poison" : "fine")).ToArray();
        var outcomes = await harness.OutcomesAsync(Entities.Products, items);
        Assert.Equal("Invalid request_rejected", outcomes[5]);
        Assert.Equal(8, outcomes.Count(outcome => outcome.StartsWith("Created", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_answer_lost_after_the_commit_is_no_doubt_the_repeat_finds_it_done()
    {
        await using var harness = await FlowHarness.StartAsync();
        harness.Project.Interference = async (context, next) =>
        {
            var answer = context.Response.Body;
            context.Response.Body = new MemoryStream();
            await next(context);
            context.Response.Body = answer;
            context.Abort();
        };
        var item = Items.Order(7);
        Assert.Equal(["Transient connection_lost"], await harness.OutcomesAsync(Entities.Orders, item));
        harness.Project.Interference = null;
        Assert.Equal(["Skipped unchanged"], await harness.OutcomesAsync(Entities.Orders, item));
        Assert.Single(await harness.Project.RowsAsync("orders"));
    }

    [Fact]
    public async Task A_project_that_never_answers_is_given_up_and_the_rest_is_not_tried()
    {
        await using var harness = await FlowHarness.StartAsync(("Supabase:TimeoutSeconds", "1"), ("Supabase:BatchRows", "1"));
        var calls = 0;
        harness.Project.Interference = async (context, _) =>
        {
            Interlocked.Increment(ref calls);
            var gone = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        };
        Assert.Equal(["Transient timeout", "Transient timeout"], await harness.OutcomesAsync(Entities.Products, Items.Product(1), Items.Product(2)));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_tried_again_later()
    {
        await using var harness = await FlowHarness.StartAsync();
        harness.Url = "http://127.0.0.1:1";
        Assert.Equal(["Transient unreachable"], await harness.OutcomesAsync(Entities.Products, Items.Product(1)));
    }

    [Theory]
    [InlineData(200, "<html>Welcome</html>", "Misconfigured not_supabase")]
    [InlineData(200, "{\"hello\":1}", "Misconfigured not_supabase")]
    [InlineData(200, "[]", "Transient no_result")]
    [InlineData(301, "", "Misconfigured redirected")]
    [InlineData(401, "", "Unauthorised key_refused")]
    [InlineData(540, "", "Misconfigured project_paused")]
    [InlineData(502, "<html>bad gateway</html>", "Transient unavailable")]
    public async Task Answers_of_others_than_PostgREST_are_understood(int status, string body, string outcome)
    {
        await using var harness = await FlowHarness.StartAsync();
        harness.Project.Interference = (context, _) => AnswerAsync(context, status, body);
        Assert.Equal([outcome], await harness.OutcomesAsync(Entities.Products, Items.Product(1)));
    }

    [Fact]
    public async Task A_request_to_slow_down_carries_the_time_asked_for()
    {
        await using var harness = await FlowHarness.StartAsync();
        harness.Project.Interference = (context, _) =>
        {
            context.Response.Headers.RetryAfter = "17";
            return AnswerAsync(context, 429, """{"message":"rate limited"}""");
        };
        var fault = (await harness.WorkAsync(Entities.Products, Items.Product(1)))[0].Fault!;
        Assert.Equal((FaultKind.Throttled, TimeSpan.FromSeconds(17)), (fault.Kind, fault.RetryAfter));
    }

    [Fact]
    public async Task Requests_look_as_Supabase_wants_them()
    {
        await using var harness = await FlowHarness.StartAsync();
        var seen = new List<string>();
        harness.Project.Interference = (context, next) =>
        {
            var request = context.Request;
            seen.Add($"{request.Method} {request.Path} | {request.ContentType} | {request.Headers.UserAgent} | {request.Headers.Authorization} | {request.Headers["Content-Profile"]}");
            return next(context);
        };
        await harness.WorkAsync(Entities.Products, Items.Product(1));
        Assert.Matches(@"^POST /supabase/rest/v1/rpc/sync_products \| application/json; charset=utf-8 \| woo-sync/[\d.]+ \|  \| public$", Assert.Single(seen));
    }

    private static async Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        if (status is >= 300 and < 400) context.Response.Headers.Location = "https://elsewhere.test/";
        context.Response.ContentType = body.StartsWith('{') || body.StartsWith('[') ? "application/json" : "text/html";
        await context.Response.WriteAsync(body);
    }
}
