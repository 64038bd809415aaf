using System.Net;
using Sandbox.Tests.Driving;

namespace Sandbox.Tests;

public class ControlTests
{
    [Fact]
    public async Task The_front_page_names_every_address_to_look_at()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var page = await sandbox.Http.GetStringAsync("/", TestContext.Current.CancellationToken);
        var readable = page.Split('\n').Select(line => line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words is ["GET", ..]).ToList();
        Assert.Equal(7, readable.Count);
        foreach (var line in readable)
            Assert.Equal(HttpStatusCode.OK, (await sandbox.Http.GetAsync(line[1].Replace("REGEX", ".", StringComparison.Ordinal), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("settings", """{"timezone":"Mars/Olympus"}""", "Mars/Olympus")]
    [InlineData("settings", """{"curency":"EUR"}""", "curency")]
    [InlineData("delivery", """{"owner":"nobody"}""", "owner")]
    [InlineData("delivery", """{"repeat":-1}""", "repeat")]
    public async Task A_wrong_setting_is_refused_by_name(string what, string body, string named)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var answer = await sandbox.TryControlAsync(HttpMethod.Patch, "/control/woocommerce/" + what, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(named, System.Text.RegularExpressions.Regex.Unescape(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_are_shown_without_secrets_and_without_those_to_the_control()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await sandbox.Http.GetAsync("/woocommerce/wp-json/wc/v3/orders?consumer_key=ck_x&consumer_secret=cs_y&page=2", TestContext.Current.CancellationToken);
        var log = await sandbox.Http.GetStringAsync("/control/requests", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("cs_y", log, StringComparison.Ordinal);
        Assert.Contains("page=2", log, StringComparison.Ordinal);
        Assert.Contains("\"status\":401", log, StringComparison.Ordinal);
        Assert.DoesNotContain("/control", log, StringComparison.Ordinal);
    }
}
