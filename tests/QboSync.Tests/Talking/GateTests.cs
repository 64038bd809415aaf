using Contracts;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Talking;

/// <summary>What the gateway and the network do to a call.</summary>
public sealed class GateTests : BookingTest
{
    [Fact]
    public async Task An_expired_token_is_renewed_once_and_the_same_request_goes_on()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        await Books.ControlAsync("expire-token", $$"""{"realm":"{{Books.Realm}}"}""");
        Books.Calls.Clear();
        var before = Books.Refreshes;

        var result = await flow.OrderAsync(new Order(2));

        Assert.Equal(RecordOutcome.Created, result.Outcome);
        Assert.Equal(before + 1, Books.Refreshes);
        var writes = Books.Calls.Where(call => call.Path.StartsWith("salesreceipt", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, writes.Count);
        Assert.Equal(writes[0], writes[1]);
    }

    [Fact]
    public async Task A_token_that_is_refused_twice_closes_the_company_and_spares_the_rest_of_the_batch()
    {
        var flow = await StartAsync(new() { ["QuickBooks:Concurrency"] = "1" });
        await flow.OrderAsync(new Order(1));
        Books.Calls.Clear();
        var refused = Mishap.Answer(_ => true, 401, """{"fault":{"error":[{"message":"AuthenticationFailed","code":"3200"}],"type":"AUTHENTICATION"}}""");
        Books.Next(refused, refused);

        var results = await flow.WorkAsync(Entities.Orders, [.. new long[] { 2, 3, 4 }.Select(id => Instance.Item(Entities.Orders, id, new Order(id).Json()))]);

        Assert.All(results, result => Assert.Equal(FaultKind.Unauthorised, result.Fault!.Kind));
        Assert.Equal(2, Books.Calls.Count);
    }

    [Fact]
    public async Task A_disconnected_company_is_unauthorised()
    {
        await Books.SettingsAsync("""{"switches":{"disconnected":true}}""");
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(1));

        Assert.Equal((FaultKind.Unauthorised, "not_authorised"), (result.Fault!.Kind, result.Fault.Code));
    }

    [Theory]
    [InlineData("application/json", """{"Fault":{"Error":[{"Message":"message=ThrottleExceeded; errorCode=003001; statusCode=429","code":"3001"}],"type":"SERVICE"}}""", null, 60)]
    [InlineData("text/xml", """<IntuitResponse><Fault type="SERVICE"><Error code="3001"><Message>message=ThrottleExceeded</Message></Error></Fault></IntuitResponse>""", "17", 17)]
    public async Task Throttling_pauses_the_company_as_long_as_it_asks_and_nothing_is_in_doubt(string contentType, string body, string? retryAfter, int seconds)
    {
        var flow = await StartAsync();
        Books.Next(Mishap.Answer(Mishap.Write("SalesReceipt"), 429, body, contentType, retryAfter));

        var result = await flow.OrderAsync(new Order(1));

        Assert.Equal(FaultKind.Throttled, result.Fault!.Kind);
        Assert.Equal(TimeSpan.FromSeconds(seconds), result.Fault.RetryAfter);
        Assert.Null(Assert.Single(await flow.RowsAsync()).SentAt);
        Assert.Equal(RecordOutcome.Created, (await flow.OrderAsync(new Order(1))).Outcome);
    }

    [Fact]
    public async Task Faults_that_come_with_status_200_are_faults()
    {
        await Books.SettingsAsync("""{"preferences":{"AccountingInfoPrefs":{"BookCloseDate":"2026-12-31"}},"switches":{"faultsAnswer200":true}}""");
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(1));

        Assert.Equal(FaultKind.ClosedPeriod, result.Fault!.Kind);
    }

    [Fact]
    public async Task Reads_that_fail_are_transient_and_mark_nothing()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.Answer(request => request.Path.Value!.EndsWith("/preferences", StringComparison.Ordinal), 503, "down", "text/plain"));

        var result = await flow.OrderAsync(new Order(1));

        Assert.Equal(FaultKind.Transient, result.Fault!.Kind);
        Assert.Empty(await flow.RowsAsync());
    }

    [Fact]
    public async Task Nobody_listening_is_transient_because_nothing_left()
    {
        var flow = await StartAsync(new() { ["QuickBooks:ApiBaseUrl"] = "http://127.0.0.1:1" });

        var result = await flow.OrderAsync(new Order(1));

        Assert.Equal((FaultKind.Transient, "quickbooks_unreachable"), (result.Fault!.Kind, result.Fault.Code));
    }

    [Fact]
    public async Task An_answer_slower_than_the_time_limit_is_a_doubt()
    {
        var flow = await StartAsync(new() { ["QuickBooks:TimeoutSeconds"] = "1" });
        await flow.OrderAsync(new Order(1));
        var release = new TaskCompletionSource();
        Books.Next(new Mishap(Mishap.Write("SalesReceipt"), async (http, next) =>
        {
            await release.Task; // longer than the client waits
            await next(http);
        }));

        var slow = await flow.OrderAsync(new Order(2));
        Assert.Equal(FaultKind.UnknownOutcome, slow.Fault!.Kind);
        release.SetResult();
        WaitOutDoubt();
        var settled = await flow.OrderAsync(new Order(2));

        Assert.Equal(RecordOutcome.Created, settled.Outcome);
        Assert.Equal(2, (await Books.AllAsync("SalesReceipt")).Count);
    }

    [Fact]
    public async Task Every_call_says_the_minor_version_and_every_write_its_requestid()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));

        Assert.All(Books.Calls, call => Assert.Contains("minorversion=75", call.Path));
        Assert.All(Books.Calls.Where(call => call.Method == "POST"), call => Assert.True(call.Path.StartsWith("batch", StringComparison.Ordinal) && !call.Body.Contains("operation", StringComparison.Ordinal)
            || System.Text.RegularExpressions.Regex.IsMatch(call.Path, "requestid=[0-9a-f]{32}$"), call.Path));
    }

    [Fact]
    public async Task Something_else_at_the_address_is_a_matter_of_the_setting()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.Answer(_ => true, 404, "<html>Not found</html>", "text/html"));

        var result = await flow.OrderAsync(new Order(1));

        Assert.Equal((FaultKind.Misconfigured, "not_quickbooks"), (result.Fault!.Kind, result.Fault.Code));
        Assert.Contains("QuickBooks:ApiBaseUrl", result.Fault.Message);
    }

    [Fact]
    public async Task Records_of_a_batch_that_share_a_new_customer_and_product_make_one_of_each()
    {
        var flow = await StartAsync();

        var results = await flow.WorkAsync(Entities.Orders, [.. Enumerable.Range(1, 20).Select(id => Instance.Item(Entities.Orders, id, new Order(id).Json()))]);

        Assert.Equal(20, results.Select(result => result.Item.Key).Distinct().Count());
        Assert.All(results, result => Assert.Equal(RecordOutcome.Created, result.Outcome));
        await Books.OneAsync("Customer");
        Assert.Single(await Books.AllAsync("Item"), item => item.Text("Sku") == "MUG-01");
        Assert.True(Books.Calls.Count <= 20 + 9, $"{Books.Calls.Count} calls for 20 orders");
    }
}
