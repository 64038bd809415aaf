using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Tests.Driving;

namespace Sandbox.Tests.WooCommerce;

public class DeliveryTests
{
    private const string Secret = "woo-webhook-secret-1";

    [Fact]
    public async Task A_delivery_has_the_headers_of_a_real_store_in_order_and_casing_and_a_signature_over_its_bytes()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var receiver = new RawReceiver();
        await Hook(sandbox, receiver, "order.created");
        var order = await Place(sandbox);
        await Run(sandbox);

        var delivery = Assert.Single(receiver.Deliveries);
        var recorded = JsonNode.Parse(File.ReadAllText(Path.Combine(Samples.Directory, "deliveries", "0130-order.updated.headers.json")))!["headers"]!.AsArray();
        Assert.Equal(recorded.Select(header => (string?)header![0]), delivery.Headers.Select(header => header.Name));
        Assert.Equal("order.created", delivery.Header("X-WC-Webhook-Topic"));
        Assert.Equal(sandbox.Store + "/", delivery.Header("X-WC-Webhook-Source"));
        Assert.Matches("^[0-9a-f]{32}$", delivery.Header("X-WC-Webhook-Delivery-ID"));
        Assert.Equal(Convert.ToBase64String(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), delivery.Body)), delivery.Header("X-WC-Webhook-Signature"));
        var rest = await (await sandbox.GetAsync($"orders/{order["id"]}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(rest, delivery.Text);
        Assert.Equal("webhook_id=1", Assert.Single(receiver.Pings).Text);
    }

    [Fact]
    public async Task Rest_orders_come_created_then_updated_checkout_orders_the_other_way_with_the_same_body()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var receiver = new RawReceiver();
        await Hook(sandbox, receiver, "order.created", "order.updated");
        await Place(sandbox);
        await Run(sandbox);
        await Place(sandbox, via: "store-api");
        await Run(sandbox);
        Assert.Equal(["order.created", "order.updated", "order.updated", "order.created"], receiver.Deliveries.Select(Topic));
        Assert.Equal(receiver.Deliveries[0].Text, receiver.Deliveries[1].Text);
        Assert.Equal(receiver.Deliveries[2].Text, receiver.Deliveries[3].Text);
    }

    [Fact]
    public async Task Edits_while_deliveries_are_held_become_one_with_the_latest_state()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var receiver = new RawReceiver();
        await Hook(sandbox, receiver, "order.updated");
        await sandbox.ControlAsync(HttpMethod.Patch, "delivery", new { hold = true });
        var id = (await Place(sandbox))["id"];
        await sandbox.ControlAsync(HttpMethod.Put, $"orders/{id}", new { status = "on-hold" });
        await sandbox.ControlAsync(HttpMethod.Put, $"orders/{id}", new { status = "completed" });
        Assert.Empty(receiver.Deliveries);
        await Run(sandbox);
        Assert.Equal("completed", (string?)Body(Assert.Single(receiver.Deliveries))["status"]);
    }

    [Fact]
    public async Task A_trashed_order_tells_its_id_a_deleted_one_nothing_and_what_was_queued_for_it_an_error()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var receiver = new RawReceiver();
        await Hook(sandbox, receiver, "order.updated", "order.deleted", "order.restored");
        await sandbox.ControlAsync(HttpMethod.Patch, "delivery", new { hold = true });
        var kept = (await Place(sandbox, status: "processing"))["id"];
        await Run(sandbox);
        await sandbox.ControlAsync(HttpMethod.Delete, $"orders/{kept}");
        await Run(sandbox);
        Assert.Equal($"{{\"id\":{kept}}}", receiver.Deliveries[^1].Text);
        Assert.Equal("trash", (string?)(await sandbox.ReadAsync($"orders/{kept}"))["status"]);
        await sandbox.ControlAsync(HttpMethod.Post, $"orders/{kept}/untrash");
        await Run(sandbox);
        Assert.Equal(("order.restored", "processing"), (Topic(receiver.Deliveries[^1]), (string?)Body(receiver.Deliveries[^1])["status"]));

        var before = receiver.Deliveries.Count;
        await sandbox.ControlAsync(HttpMethod.Put, $"orders/{kept}", new { customer_note = "gone soon" });
        await sandbox.ControlAsync(HttpMethod.Delete, $"orders/{kept}?force=true");
        await Run(sandbox);
        Assert.Equal(before + 1, receiver.Deliveries.Count);
        Assert.Equal(File.ReadAllText(Path.Combine(Samples.Directory, "deliveries", "0137-order.updated.body")), receiver.Deliveries[^1].Text);
    }

    [Fact]
    public async Task The_seventh_failure_in_a_row_disables_and_activating_keeps_the_count()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var receiver = new RawReceiver { Status = 500 };
        await Hook(sandbox, receiver, "order.updated");
        var id = (await Place(sandbox))["id"];
        await Run(sandbox);
        for (var failure = 2; failure <= 7; failure++)
        {
            Assert.Equal("active", await Status());
            await sandbox.ControlAsync(HttpMethod.Put, $"orders/{id}", new { });
            await Run(sandbox);
        }
        Assert.Equal("disabled", await Status());
        await sandbox.SendAsync(HttpMethod.Put, "webhooks/1", new JsonObject { ["status"] = "active" });
        await sandbox.ControlAsync(HttpMethod.Put, $"orders/{id}", new { });
        await Run(sandbox);
        Assert.Equal("disabled", await Status());
        await sandbox.SendAsync(HttpMethod.Put, "webhooks/1", new JsonObject { ["status"] = "active" });
        receiver.Status = 302; // a redirect counts as success
        await sandbox.ControlAsync(HttpMethod.Put, $"orders/{id}", new { });
        await Run(sandbox);
        var webhook = (await sandbox.ControlAsync(HttpMethod.Get, "state"))["webhooks"]![0]!;
        Assert.Equal(0, (int)webhook["failure_count"]!);
        Assert.Null(webhook["secret"]);

        async Task<string?> Status() => (string?)(await sandbox.ReadAsync("webhooks/1"))["status"];
    }

    [Fact]
    public async Task A_receiver_that_is_away_costs_the_delivery_and_one_failure_but_not_the_runner()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var receiver = new RawReceiver();
        var nowhere = new RawReceiver();
        var url = nowhere.Url;
        nowhere.Dispose();
        await sandbox.ControlAsync(HttpMethod.Post, "webhooks", new { topic = "order.created", delivery_url = url, secret = Secret });
        await sandbox.ControlAsync(HttpMethod.Post, "webhooks", new { topic = "order.created", delivery_url = url.Replace("http:", "https:", StringComparison.Ordinal), secret = Secret });
        await Hook(sandbox, receiver, "order.created");
        await Place(sandbox);
        await Run(sandbox);
        await Run(sandbox);
        Assert.Single(receiver.Deliveries);
        var state = await sandbox.ControlAsync(HttpMethod.Get, "state");
        Assert.Equal([1, 1, 0], state["webhooks"]!.AsArray().Select(webhook => (int)webhook!["failure_count"]!));
        Assert.Equal(["failed", "failed", "answered"], state["deliveries"]!["recent"]!.AsArray().Select(delivery => (string)delivery!["outcome"]!));
    }

    [Fact]
    public async Task Switches_repeat_drop_reverse_and_spoil_deliveries()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var receiver = new RawReceiver();
        await Hook(sandbox, receiver, "order.created");
        await sandbox.ControlAsync(HttpMethod.Patch, "delivery", new { hold = true, reverse = true, drop = 1, repeat = 1, corrupt_signature = true });
        var first = (await Place(sandbox))["id"]!;
        var second = (await Place(sandbox))["id"]!;
        var third = (await Place(sandbox))["id"]!;
        await Run(sandbox);
        Assert.Equal([(int)second, (int)second, (int)first, (int)first], receiver.Deliveries.Select(delivery => (int)Body(delivery)["id"]!));
        Assert.NotEqual((int)third, (int)first);
        Assert.All(receiver.Deliveries, delivery => Assert.NotEqual(Convert.ToBase64String(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), delivery.Body)), delivery.Header("X-WC-Webhook-Signature")));
        Assert.Single(receiver.Deliveries.Select(delivery => delivery.Header("X-WC-Webhook-Delivery-ID")).Distinct()); // one second, one id
    }

    [Fact]
    public async Task A_trashed_coupon_is_announced_as_a_deleted_product_too()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var receiver = new RawReceiver();
        await Hook(sandbox, receiver, "coupon.deleted", "product.deleted");
        var id = (await sandbox.ControlAsync(HttpMethod.Post, "coupons", new { code = "bye", amount = "1" }))["id"];
        await sandbox.ControlAsync(HttpMethod.Delete, $"coupons/{id}");
        await Run(sandbox);
        Assert.Equal([("coupon.deleted", $"{{\"id\":{id}}}"), ("product.deleted", $"{{\"id\":{id}}}")], receiver.Deliveries.Select(delivery => (Topic(delivery), delivery.Text)));
    }

    [Fact]
    public async Task A_copy_of_the_shop_signs_as_well_and_names_its_own_address()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var receiver = new RawReceiver();
        await Hook(sandbox, receiver, "order.created");
        await sandbox.ControlAsync(HttpMethod.Patch, "delivery", new { source = "https://staging.example/" });
        await Place(sandbox);
        await Run(sandbox);
        var delivery = Assert.Single(receiver.Deliveries);
        Assert.Equal("https://staging.example/", delivery.Header("X-WC-Webhook-Source"));
        Assert.Equal(Convert.ToBase64String(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), delivery.Body)), delivery.Header("X-WC-Webhook-Signature"));
    }

    private static string Topic(RawRequest delivery) => delivery.Header("X-WC-Webhook-Topic");

    private static JsonNode Body(RawRequest delivery) => JsonNode.Parse(delivery.Text)!;

    private static Task Run(SandboxHost sandbox) => sandbox.ControlAsync(HttpMethod.Post, "delivery/run");

    private static Task<JsonObject> Place(SandboxHost sandbox, string via = "rest-api", string status = "pending") => sandbox.ControlAsync(HttpMethod.Post, "orders",
        new { created_via = via, status, billing = new { email = "guest@example.test" }, line_items = new[] { new { name = "Mug", quantity = 1, total = "12.00" } } });

    private static async Task Hook(SandboxHost sandbox, RawReceiver receiver, params string[] topics)
    {
        foreach (var topic in topics) await sandbox.ControlAsync(HttpMethod.Post, "webhooks", new { topic, delivery_url = receiver.Url, secret = Secret });
    }
}
