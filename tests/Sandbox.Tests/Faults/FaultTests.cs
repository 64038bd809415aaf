using System.Net;
using System.Text.Json.Nodes;
using Sandbox.Tests.Driving;

namespace Sandbox.Tests.Faults;

public class FaultTests
{
    [Fact]
    public async Task A_status_strikes_as_often_as_said_with_retry_after_and_body_and_then_no_more()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await Add(sandbox, new { path = "/orders$", method = "GET", kind = "status", status = 429, retry_after = 7, times = 2, body = "{\"slow\":true}" });
        for (var i = 0; i < 2; i++)
        {
            var answer = await sandbox.GetAsync("orders");
            Assert.Equal((HttpStatusCode)429, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter?.Delta);
        }
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetAsync("orders")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetAsync("products")).StatusCode);
        var rule = (await SandboxHost.Json(await sandbox.TryControlAsync(HttpMethod.Get, "/control/faults")))[0]!;
        Assert.Equal(2, (int)rule["hits"]!);
        Assert.Equal("status", (string?)rule["rule"]!["kind"]);
    }

    [Fact]
    public async Task Commit_then_drop_does_the_work_and_answers_not_a_byte()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await Add(sandbox, new { path = "/customers$", method = "POST", kind = "commit_then_drop", times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.SendAsync(HttpMethod.Post, "customers", new JsonObject { ["email"] = "a@example.test" }));
        Assert.Single((await sandbox.ReadAsync("customers")).AsArray());
        var requests = (await SandboxHost.Json(await sandbox.TryControlAsync(HttpMethod.Get, "/control/requests?path=/customers&method=POST"))).AsArray();
        Assert.Equal(0, (int)Assert.Single(requests)!["status"]!);
    }

    [Fact]
    public async Task Drop_does_no_work()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await Add(sandbox, new { kind = "drop", times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.SendAsync(HttpMethod.Post, "customers", new JsonObject { ["email"] = "a@example.test" }));
        Assert.Empty((await sandbox.ReadAsync("customers")).AsArray());
    }

    [Fact]
    public async Task A_page_of_a_firewall_is_html_and_rules_can_be_cleared()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await Add(sandbox, new { kind = "html", status = 403 });
        var answer = await sandbox.GetAsync("orders");
        Assert.Equal((HttpStatusCode.Forbidden, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        await sandbox.TryControlAsync(HttpMethod.Delete, "/control/faults");
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetAsync("orders")).StatusCode);
    }

    [Fact]
    public async Task Half_a_probability_strikes_about_half_and_the_same_ones_each_time()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        async Task<List<bool>> Round()
        {
            await sandbox.TryControlAsync(HttpMethod.Delete, "/control/faults");
            await Add(sandbox, new { kind = "status", status = 500, probability = 0.5, seed = 3 });
            var struck = new List<bool>();
            for (var i = 0; i < 40; i++) struck.Add((await sandbox.GetAsync("orders")).StatusCode == HttpStatusCode.InternalServerError);
            return struck;
        }
        var first = await Round();
        Assert.InRange(first.Count(struck => struck), 10, 30);
        Assert.Equal(first, await Round());
    }

    [Theory]
    [InlineData("""{"kind":"status","path":"("}""", "path")]
    [InlineData("""{"kind":"status","status":99}""", "status")]
    [InlineData("""{"kind":"delay"}""", "delay_ms")]
    [InlineData("""{"kind":"nonsense"}""", "kind")]
    [InlineData("""{"kind":"drop","tims":1}""", "tims")]
    public async Task A_rule_that_cannot_work_is_refused_naming_the_field(string rule, string field)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var answer = await sandbox.TryControlAsync(HttpMethod.Post, "/control/faults", rule);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(field, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task Add(SandboxHost sandbox, object rule) => await SandboxHost.Json(await sandbox.TryControlAsync(HttpMethod.Post, "/control/faults", rule));
}
