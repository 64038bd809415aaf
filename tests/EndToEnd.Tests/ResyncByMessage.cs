using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Testing.Brokers;
using Testing.Waiting;

namespace EndToEnd.Tests;

/// <summary>A resync as a person types it into RabbitMQ's management page, through that page's own HTTP API.</summary>
public sealed class ResyncByMessage(Broker broker) : IClassFixture<Broker>
{
    private const string Secret = "resync-secret";

    [Fact]
    public async Task Typed_json_begins_a_run_and_what_is_mistyped_says_why_in_the_error_queue()
    {
        var rabbit = await broker.NeededAsync();
        await using var platform = await Deployment.StartAsync(rabbit, Secret);
        var first = await PlaceAsync(platform);
        var second = await PlaceAsync(platform);
        using var page = Page(rabbit);
        Assert.Equal("quorum", (string?)(await page.GetFromJsonAsync<JsonObject>("/api/queues/%2F/resync"))!["type"]); // before the first message

        // To the exchange, and to the queue by its name.
        await PublishAsync(page, "resync", $$"""{"entity":"orders","ids":[{{first}}],"target":"supabase","reason":"typed by hand"}""", new JsonObject { ["X-Changed-By"] = "Ann" });
        await PublishAsync(page, "amq.default", $$"""{"entity":"orders","ids":["{{second}}"]}""");
        await Until.TrueAsync(async () => (await RunsAsync(platform)).Count(run => (string?)run["status"] == "Success") == 2, "both runs ended well", TimeSpan.FromSeconds(60),
            async () => $"{(await platform.JsonAsync("/api/sync/runs")).ToJsonString()}\n{platform.Output()}");
        Assert.Equal(2, (await platform.RowsAsync("orders")).Count);
        var typed = (await RunsAsync(platform)).Single(run => (string?)run["reason"] == "typed by hand");
        Assert.Equal(("supabase", "Ann"), ((string?)typed["target"], (string?)typed["asked_by"]));

        (string Payload, string Said)[] wrong =
        [
            ("this is no JSON", "invalid"), ("[1042]", "must be a JSON object"), ("", "entity: is missing"), ("""{"ids":[1]}""", "entity: is missing"),
            ("""{"entity":"coupons"}""", "entity: 'coupons' is not known"), ("""{"entity":"orders","idz":[1]}""", "idz: there is no such field"),
            ("""{"entity":"orders","ids":"1042"}""", "ids: must be a list"), ("""{"entity":"orders","ids":[]}""", "ids: Give 1 to"),
            ("""{"entity":"orders","full_sync":1}""", "full_sync: must be true or false"), ("""{"entity":"orders","target":"xero"}""", "target: Must be one of"),
            ("""{"entity":"orders","store_id":"elsewhere"}""", "store_id: Tenant default-tenant has no active WooCommerce credential elsewhere"),
        ];
        foreach (var (payload, _) in wrong) await PublishAsync(page, "resync", payload);
        await PublishAsync(page, "resync", $$"""{"entity":"orders","ids":[{{first}}],"reason":"the last one"}""");
        await Until.TrueAsync(async () => (await RunsAsync(platform)).Any(run => (string?)run["reason"] == "the last one"), "the next good one works", TimeSpan.FromSeconds(60), () => Task.FromResult(platform.Output()));

        var reasons = await ErrorsAsync(page);
        Assert.Equal(wrong.Length, reasons.Count);
        foreach (var (payload, said) in wrong)
            Assert.True(reasons.Any(reason => reason.Payload == payload && reason.Said.Contains(said, StringComparison.Ordinal)), $"{payload}: {string.Join(" | ", reasons)}");
        Assert.Equal(3, (await RunsAsync(platform)).Count);
    }

    [Fact]
    public async Task A_message_outlives_Credentials_being_away_and_a_killed_receiver_and_means_one_run()
    {
        var rabbit = await broker.NeededAsync();
        await using var platform = await Deployment.StartAsync(rabbit, Secret);
        var order = await PlaceAsync(platform);
        var credentials = platform.Services.Single(service => service.Name == "Credentials");
        var webhooks = platform.Services[0];
        using var page = Page(rabbit);

        await credentials.KillAsync();
        await webhooks.KillAsync(); // forgets what Credentials said
        await webhooks.StartAsync();
        await PublishAsync(page, "resync", $$"""{"entity":"orders","ids":[{{order}}],"reason":"patience"}""");
        await Until.TrueAsync(async () => await UnacknowledgedAsync(page) == 1, "the message is in work", TimeSpan.FromSeconds(60), () => Task.FromResult(platform.Output()));
        await webhooks.KillAsync();
        await webhooks.StartAsync();
        Assert.Empty(await RunsAsync(platform));

        await credentials.StartAsync();
        await Until.TrueAsync(async () => (await RunsAsync(platform)).Any(run => (string?)run["status"] == "Success"), "the run ended well", TimeSpan.FromSeconds(90), () => Task.FromResult(platform.Output()));
        await webhooks.KillAsync();
        await webhooks.StartAsync();
        await Until.TrueAsync(async () => await UnacknowledgedAsync(page) == 0, "nothing is left in the queue", TimeSpan.FromSeconds(60));
        Assert.Single(await RunsAsync(platform));
    }

    private static async Task<long> PlaceAsync(Deployment platform)
    {
        using var placed = await platform.Sandbox.PostAsJsonAsync("/control/woocommerce/orders", new
        {
            status = "processing", billing = new { first_name = "Ada", last_name = "Byron", email = "ada@shop.example" },
            fee_lines = new[] { new { name = "Engraving", total = "12.00", tax_status = "none" } },
        });
        placed.EnsureSuccessStatusCode();
        return (long)(await placed.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    private static async Task<IReadOnlyList<JsonNode>> RunsAsync(Deployment platform) =>
        [.. (await platform.JsonAsync("/api/sync/runs?limit=200"))["runs"]!.AsArray().Select(run => run!).Where(run => (string?)run["trigger"] == "resync")];

    private static HttpClient Page(RabbitMqNode rabbit)
    {
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{rabbit.ManagementPort}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("guest:guest")));
        return http;
    }

    private static async Task PublishAsync(HttpClient page, string exchange, string payload, JsonObject? headers = null)
    {
        var message = new JsonObject { ["properties"] = headers is null ? new JsonObject() : new JsonObject { ["headers"] = headers }, ["routing_key"] = "resync", ["payload"] = payload, ["payload_encoding"] = "string" };
        using var answer = await page.PostAsJsonAsync($"/api/exchanges/%2F/{exchange}/publish", message);
        var said = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.True((bool?)said!["routed"] == true, said.ToJsonString());
    }

    private static async Task<long> UnacknowledgedAsync(HttpClient page) =>
        (long?)(await page.GetFromJsonAsync<JsonObject>("/api/queues/%2F/resync"))!["messages_unacknowledged"] ?? 0;

    private static async Task<IReadOnlyList<(string Payload, string Said)>> ErrorsAsync(HttpClient page)
    {
        using var answer = await page.PostAsJsonAsync("/api/queues/%2F/resync_error/get", new { count = 100, ackmode = "ack_requeue_false", encoding = "auto" });
        answer.EnsureSuccessStatusCode();
        return [.. (await answer.Content.ReadFromJsonAsync<JsonArray>())!.Select(message => ((string)message!["payload"]!, (string)message["properties"]!["headers"]!["MT-Fault-Message"]!))];
    }
}
