using System.Net;
using System.Text.Json.Nodes;
using Sandbox.Tests.Driving;

namespace Sandbox.Tests.Faults;

public sealed class QuickBooksFaultTests
{
    private const string Receipt = """{"Line":[{"Amount":1,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}""";

    private static string Batch(int items) =>
        $$"""{"BatchItemRequest":[{{string.Join(',', Enumerable.Range(0, items).Select(n => $$"""{"bId":"{{n}}","operation":"create","SalesReceipt":{{Receipt}}}"""))}}]}""";

    private static async Task<BooksClient> Connected(SandboxHost sandbox, object? rule = null)
    {
        var books = new BooksClient(sandbox);
        Assert.True(await books.ConnectAsync());
        if (rule is not null) await Add(sandbox, rule);
        return books;
    }

    private static async Task Add(SandboxHost sandbox, object rule) => await SandboxHost.Json(await sandbox.TryControlAsync(HttpMethod.Post, "/control/faults", rule));

    private static async Task<JsonNode> Rule(SandboxHost sandbox) => (await SandboxHost.Json(await sandbox.TryControlAsync(HttpMethod.Get, "/control/faults")))[0]!;

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Status_comes_before_the_commit_or_after_it(bool after, int booked)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var books = await Connected(sandbox, new { system = "quickbooks", kind = "status", status = 503, after_commit = after, times = 1 });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await books.PostAsync("salesreceipt", Receipt)).StatusCode);
        Assert.Equal(booked, await books.CountAsync("SalesReceipt"));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Fault_comes_with_200_and_says_nothing_of_the_outcome(bool after, int booked)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var books = await Connected(sandbox, new { kind = "fault_200", after_commit = after, times = 1 });
        var body = await SandboxHost.Json(await books.PostAsync("salesreceipt", Receipt));
        Assert.Equal(("10000", "SystemFault"), ((string?)body["Fault"]!["Error"]![0]!["code"], (string?)body["Fault"]!["type"]));
        Assert.Equal(booked, await books.CountAsync("SalesReceipt"));
    }

    [Theory]
    [InlineData("json", "application/json", "\"3001\"")]
    [InlineData("xml", "application/xml", "code=\"3001\"")]
    public async Task Throttling_answers_in_either_form(string format, string type, string mark)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var books = await Connected(sandbox, new { kind = "throttle", format, retry_after = 9, times = 1 });
        using var answer = await books.PostAsync("salesreceipt", Receipt);
        Assert.Equal(((HttpStatusCode)429, type, 9), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.RetryAfter?.Delta?.Seconds));
        Assert.Contains(mark, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await books.CountAsync("SalesReceipt"));
    }

    [Theory]
    [InlineData("batch_item_fault", false)]
    [InlineData("batch_item_fault", true)]
    [InlineData("batch_items_missing", false)]
    [InlineData("batch_items_missing", true)]
    public async Task Some_items_of_a_batch_fail_or_go_unanswered_done_or_not(string kind, bool after)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var books = await Connected(sandbox, new { kind, after_commit = after, item_share = 0.4, seed = 5, times = 1 });
        Assert.Equal(HttpStatusCode.OK, (await books.PostAsync("salesreceipt", Receipt)).StatusCode); // no batch: not struck
        var items = (await SandboxHost.Json(await books.PostAsync("batch", Batch(20))))["BatchItemResponse"]!.AsArray();
        var good = items.Count(item => item!["SalesReceipt"] is not null);
        Assert.InRange(good, 5, 19);
        Assert.Equal(kind == "batch_item_fault" ? 20 : good, items.Count);
        Assert.Equal(1 + (after ? 20 : good), await books.CountAsync("SalesReceipt"));
    }

    [Fact]
    public async Task Commit_lands_after_the_caller_has_gone()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var books = await Connected(sandbox, new { kind = "late_commit", delay_ms = 300, times = 1 });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var call = sandbox.Http.SendAsync(books.Post("salesreceipt", Receipt), patience.Token);
        patience.CancelAfter(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(SpinWait.SpinUntil(() => books.CountAsync("SalesReceipt").GetAwaiter().GetResult() == 1, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Answer_that_waits_is_of_a_document_that_stands()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var books = await Connected(sandbox, new { kind = "delay", delay_ms = 20, after_commit = true, times = 1 });
        var body = await SandboxHost.Json(await books.PostAsync("salesreceipt", Receipt));
        Assert.Equal("1", (string?)body["SalesReceipt"]!["Id"]);
    }

    [Fact]
    public async Task Tokens_end_in_the_middle_of_a_run_and_a_refresh_goes_on()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var books = await Connected(sandbox, new { kind = "expire_tokens", times = 1 });
        Assert.Equal(HttpStatusCode.Unauthorized, (await books.PostAsync("salesreceipt", Receipt)).StatusCode);
        Assert.True(await books.ConnectAsync());
        Assert.Equal(HttpStatusCode.OK, (await books.PostAsync("salesreceipt", Receipt)).StatusCode);
    }

    [Fact]
    public async Task Rotation_whose_answer_is_lost_ends_the_connection_unless_the_old_token_has_grace()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var books = await Connected(sandbox);
        foreach (var (grace, survives) in new[] { (60, true), (0, false) })
        {
            await SandboxHost.Json(await sandbox.TryControlAsync(HttpMethod.Post, "/quickbooks/control/oauth", new { refreshGraceSeconds = grace }));
            await Add(sandbox, new { kind = "rotation_lost", times = 1 });
            Assert.Equal(HttpStatusCode.OK, (await books.PostAsync("salesreceipt", Receipt)).StatusCode); // only token calls are struck
            await Assert.ThrowsAsync<HttpRequestException>(books.ConnectAsync);
            Assert.Equal(survives, await books.ConnectAsync());
        }
    }

    [Fact]
    public async Task Company_whose_clock_is_wrong_stamps_and_dates_by_it()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var books = await Connected(sandbox);
        await SandboxHost.Json(await sandbox.TryControlAsync(HttpMethod.Post, $"/quickbooks/control/companies/{BooksClient.Realm}", new { switches = new { clockSkewSeconds = -90, timeZone = "UTC" } }));
        using var answer = await books.PostAsync("salesreceipt", Receipt);
        Assert.Equal("2026-11-22T14:58:30+00:00", (string?)(await SandboxHost.Json(answer))["SalesReceipt"]!["MetaData"]!["CreateTime"]);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 14, 58, 30, TimeSpan.Zero), answer.Headers.Date);
    }

    [Fact]
    public async Task One_rule_mixes_faults_that_fit_by_seed_and_stops_after_its_number()
    {
        async Task<(List<string> Outcomes, JsonNode Rule)> Round()
        {
            await using var sandbox = await SandboxHost.StartAsync();
            var books = await Connected(sandbox, new { system = "quickbooks", random = new { seed = 7, probability = 0.6 }, times = 40 });
            var outcomes = new List<string>();
            for (var i = 0; i < 100; i++)
            {
                try
                {
                    using var answer = i % 5 == 4 ? await books.GetAsync("item/1") : i % 2 == 0 ? await books.PostAsync("salesreceipt", Receipt) : await books.PostAsync("batch", Batch(3));
                    outcomes.Add($"{(int)answer.StatusCode}");
                    if (answer.StatusCode == HttpStatusCode.Unauthorized)
                        while (!await books.ConnectAsync()) outcomes.Add("token refused");
                }
                catch (HttpRequestException)
                {
                    outcomes.Add("cut");
                    if (outcomes.Count(outcome => outcome == "cut") > 60) break;
                }
            }
            return (outcomes, await Rule(sandbox));
        }
        var (first, rule) = await Round();
        Assert.Equal(40, (int)rule["hits"]!);
        Assert.InRange(rule["kinds"]!.AsObject().Count, 5, 8);
        Assert.DoesNotContain("rotation_lost", rule["kinds"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("cut", first);
        Assert.Contains("429", first);
        Assert.Equal("200", first[^1]);
        Assert.Equal(first, (await Round()).Outcomes);
    }

    [Theory]
    [InlineData("""{"system":"sap","kind":"drop"}""", "system")]
    [InlineData("""{"times":3}""", "kind")]
    [InlineData("""{"kind":"drop","random":{}}""", "kind")]
    [InlineData("""{"random":{"probability":2}}""", "random.probability")]
    [InlineData("""{"random":{"kinds":["sleep"]}}""", "kinds")]
    [InlineData("""{"kind":"late_commit"}""", "delay_ms")]
    [InlineData("""{"kind":"throttle","format":"yaml"}""", "format")]
    public async Task Rule_that_cannot_work_is_refused_naming_the_field(string rule, string field)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var answer = await sandbox.TryControlAsync(HttpMethod.Post, "/control/faults", rule);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(field, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
