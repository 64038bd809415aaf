using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Testing.Processes;
using Testing.Waiting;

namespace EndToEnd.Tests;

/// <summary>Promise: a webhook that was switched off is switched on again, and what was placed meanwhile stands in both targets, once, with one alert.</summary>
public sealed class SwitchedOffWebhook
{
    private const string Secret = "doctorsecret1";
    private const int Placed = 50;

    [Fact]
    public async Task The_watch_switches_it_on_and_all_50_orders_are_synced()
    {
        await using var platform = await Deployment.StartAsync(null, Secret, new Dictionary<string, string> { ["Webhooks:WatchMinutes"] = "1", ["Webhooks:HoldForeignSources"] = "true" });

        // The README's command sets the shop up, with this installation's address and key.
        var address = platform.Services[0].Address;
        await using var command = ServiceProcess.Command("Platform", new Dictionary<string, string> { ["Platform:ApiKey"] = Deployment.ApiKey }, "doctor", Deployment.Store, "--delivery-url", address, "--urls", address);
        var exit = await command.RunToEndAsync(TimeSpan.FromSeconds(60));
        Assert.True(exit == 0, command.Output);
        Assert.Equal(11, Regex.Count(command.Output, "created\\s*$", RegexOptions.Multiline));
        Assert.DoesNotContain(Secret, command.Output);

        await SwitchAsync(platform, "disabled");
        for (var i = 0; i < Placed; i++)
            await PostAsync(platform, "orders", new { status = "processing", set_paid = true, billing = new { email = $"buyer{i % 7}@example.test" }, line_items = new[] { new { name = "Mug", quantity = 1, total = $"{10 + i}.00" } } });
        await PostAsync(platform, "delivery/run", new { });

        await Until.TrueAsync(async () => (await platform.RowsAsync("orders")).Count == Placed && await DocumentsAsync(platform) == Placed,
            "all orders stand in both targets", TimeSpan.FromSeconds(150), async () => $"{await platform.JsonAsync("/api/counts")} {await platform.JsonAsync("/api/failures")}\n{platform.Output()}");
        Assert.All(await WebhooksAsync(platform), webhook => Assert.Equal("active", (string?)webhook!["status"]));
        Assert.Equal(Enumerable.Range(10, Placed).Sum(), (await platform.RowsAsync("orders")).Sum(row => (decimal)row!["total"]!));
        Assert.Single((await platform.JsonAsync("/api/alerts"))["alerts"]!.AsArray(), alert => (string?)alert!["kind"] == "webhook_disabled");

        // It announces again.
        await PostAsync(platform, "orders", new { status = "processing", set_paid = true, billing = new { email = "later@example.test" }, line_items = new[] { new { name = "Mug", quantity = 1, total = "99.00" } } });
        await Until.TrueAsync(async () => (await platform.RowsAsync("orders")).Count == Placed + 1 && await DocumentsAsync(platform) == Placed + 1, "the next order comes by webhook", TimeSpan.FromSeconds(30));
    }

    private static async Task SwitchAsync(Deployment platform, string status)
    {
        foreach (var webhook in await WebhooksAsync(platform))
        {
            if (!((string)webhook!["topic"]!).StartsWith("order.", StringComparison.Ordinal)) continue;
            using var answer = await platform.Sandbox.PutAsJsonAsync($"/control/woocommerce/webhooks/{webhook["id"]}", new { status });
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task PostAsync(Deployment platform, string path, object body)
    {
        using var answer = await platform.Sandbox.PostAsJsonAsync($"/control/woocommerce/{path}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<JsonArray> WebhooksAsync(Deployment platform) => (await platform.Sandbox.GetFromJsonAsync<JsonObject>("/control/woocommerce/state"))!["webhooks"]!.AsArray();

    private static async Task<int> DocumentsAsync(Deployment platform) => (await platform.DocumentsAsync("SalesReceipt")).Count + (await platform.DocumentsAsync("Invoice")).Count;
}
