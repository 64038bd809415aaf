using System.Text.Json.Nodes;
using Sandbox.Tests.Driving;

namespace Sandbox.Tests.WooCommerce;

public class DayTests
{
    [Fact]
    public async Task A_day_has_every_kind_of_order_and_says_what_it_made()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var receiver = new RawReceiver();
        var day = await sandbox.ControlAsync(HttpMethod.Post, "day", new { delivery_url = receiver.Url });

        var orders = (await sandbox.ReadAsync("orders?per_page=100")).AsArray();
        Assert.Equal(25, orders.Count);
        Assert.Equal(["cancelled", "completed", "on-hold", "processing", "refunded"], orders.Select(order => (string)order!["status"]!).Distinct().Order());
        Assert.Contains(orders, order => order!["coupon_lines"]!.AsArray().Count > 0);
        Assert.Contains(orders, order => order!["fee_lines"]!.AsArray().Any(fee => ((string)fee!["total"]!)[0] == '-'));
        Assert.Contains(orders, order => order!["tax_lines"]!.AsArray().Count >= 2);
        Assert.Contains(orders, order => order!["tax_lines"]!.AsArray().Count == 0);
        Assert.Contains(orders, order => (long)order!["customer_id"]! == 0);
        Assert.Contains(orders, order => order!["line_items"]!.AsArray().Any(line => (long)line!["variation_id"]! > 0));
        Assert.Contains(orders, order => order!["refunds"]!.AsArray().Count > 0 && (string)order["status"]! == "processing");
        Assert.All(orders, order => Assert.StartsWith("2026-11-22", (string)order!["date_created"]!, StringComparison.Ordinal));
        foreach (var order in orders) AddsUp(order!);
        Assert.Equal(orders.Sum(order => Amount(order!["total"])), Amount(day["totals"]!["total"]));
        Assert.Equal((12, 4, 8), (day["products"]!.AsArray().Count, day["variations"]!.AsArray().Count, day["customers"]!.AsArray().Count));
        Assert.Equal((long)day["deliveries_sent"]!, receiver.Deliveries.Count);
    }

    [Fact]
    public async Task Deliveries_of_a_day_hold_inverted_pairs_and_stale_repeats_and_end_with_every_resource_told()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var receiver = new RawReceiver();
        var day = await sandbox.ControlAsync(HttpMethod.Post, "day", new { delivery_url = receiver.Url });
        var told = receiver.Deliveries.Where(delivery => delivery.Header("X-WC-Webhook-Resource") == "order")
            .Select(delivery => (Event: delivery.Header("X-WC-Webhook-Event"), Body: JsonNode.Parse(delivery.Text)!)).ToList();
        foreach (var order in day["orders"]!.AsArray())
            Assert.Contains(told, entry => (long)entry.Body["id"]! == (long)order!["id"]! && (string)entry.Body["date_modified_gmt"]! == (string)order["date_modified_gmt"]!);
        var first = told.GroupBy(entry => (long)entry.Body["id"]!).Select(group => group.First().Event).ToList();
        Assert.Contains("updated", first); // a checkout tells "updated" before "created"
        Assert.Contains("created", first);
        Assert.Equal(3, receiver.Deliveries.Count - receiver.Deliveries.DistinctBy(delivery => (delivery.Header("X-WC-Webhook-Topic"), delivery.Text)).Count());
        var last = told[^1].Body;
        Assert.Contains(told, entry => (long)entry.Body["id"]! == (long)last["id"]! && string.CompareOrdinal((string)entry.Body["date_modified_gmt"]!, (string)last["date_modified_gmt"]!) > 0);
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_day_and_another_another()
    {
        async Task<string> Day(int seed)
        {
            await using var sandbox = await SandboxHost.StartAsync();
            var day = await sandbox.ControlAsync(HttpMethod.Post, "day", new { seed, orders = 13 });
            return day.ToJsonString();
        }
        var first = await Day(1);
        Assert.Equal(first, await Day(1));
        Assert.NotEqual(first, await Day(2));
    }

    [Fact]
    public async Task A_shop_in_a_directory_goes_on_where_it_was_with_what_was_still_to_be_delivered()
    {
        var directory = Directory.CreateTempSubdirectory("sandbox").FullName;
        try
        {
            using var receiver = new RawReceiver();
            JsonNode orders;
            await using (var sandbox = await SandboxHost.StartAsync(directory))
            {
                await sandbox.ControlAsync(HttpMethod.Post, "day", new { orders = 12 });
                await sandbox.ControlAsync(HttpMethod.Post, "webhooks", new { topic = "order.updated", delivery_url = receiver.Url });
                await sandbox.ControlAsync(HttpMethod.Patch, "delivery", new { hold = true });
                await sandbox.ControlAsync(HttpMethod.Put, "orders/" + (await sandbox.ReadAsync("orders"))[0]!["id"], new { customer_note = "late" });
                orders = await sandbox.ReadAsync("orders?per_page=100&_fields=id,total,customer_note,date_modified_gmt");
            }
            Assert.Empty(receiver.Deliveries);
            await using (var sandbox = await SandboxHost.StartAsync(directory))
            {
                Assert.Equal(orders.ToJsonString(), (await sandbox.ReadAsync("orders?per_page=100&_fields=id,total,customer_note,date_modified_gmt")).ToJsonString());
                await sandbox.ControlAsync(HttpMethod.Post, "delivery/run");
                Assert.Contains("late", Assert.Single(receiver.Deliveries).Text, StringComparison.Ordinal);
                Assert.Single((await sandbox.ReadAsync("customers?email=day0@example.test")).AsArray());
                await sandbox.ControlAsync(HttpMethod.Delete, "");
                Assert.Empty((await sandbox.ReadAsync("orders")).AsArray());
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void AddsUp(JsonNode order)
    {
        var parts = ((string[])["line_items", "shipping_lines", "fee_lines"]).SelectMany(name => order[name]!.AsArray()).Sum(line => Amount(line!["total"]));
        Assert.Equal(Amount(order["total"]), parts + Amount(order["total_tax"]));
    }

    private static decimal Amount(JsonNode? node) => decimal.Parse((string)node!, System.Globalization.CultureInfo.InvariantCulture);
}
