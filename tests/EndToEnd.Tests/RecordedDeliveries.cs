using System.Net;
using System.Text.Json.Nodes;
using Testing.Shops;
using Testing.Waiting;

namespace EndToEnd.Tests;

/// <summary>Promise: each record stands once in each target with its newest state, whatever a real store sends, in whatever order, how often.</summary>
public sealed class RecordedDeliveries
{
    // Its webhook had a secret of its own that was not recorded.
    private const string OtherSecret = "0181-coupon.deleted";

    [Fact]
    public async Task Every_recorded_delivery_lands_once_with_its_newest_state()
    {
        await using var platform = await Deployment.StartAsync(null, SampleDelivery.Secret);
        await RecordedShop.LoadAsync(platform.Sandbox);

        await PostAsync(platform, SampleDelivery.All);
        await SettledAsync(platform);
        var standing = await SnapshotAsync(platform, withTokens: true);
        await NewestStandsAsync(platform);

        // The same again: duplicates. And once more as deliveries of another second, backwards: stale and unchanged.
        await PostAsync(platform, SampleDelivery.All);
        await PostAsync(platform, [.. SampleDelivery.All.Reverse().Select((delivery, i) => Again(delivery, i))]);
        await SettledAsync(platform);
        Assert.Equal(standing, await SnapshotAsync(platform, withTokens: true));
    }

    [Fact]
    public async Task Backwards_from_the_beginning_ends_in_the_same_state()
    {
        await using var forwards = await Deployment.StartAsync(null, SampleDelivery.Secret);
        await RecordedShop.LoadAsync(forwards.Sandbox);
        await PostAsync(forwards, SampleDelivery.All);
        await SettledAsync(forwards);

        await using var backwards = await Deployment.StartAsync(null, SampleDelivery.Secret);
        await RecordedShop.LoadAsync(backwards.Sandbox);
        await PostAsync(backwards, [.. SampleDelivery.All.Reverse()]);
        await SettledAsync(backwards);
        await NewestStandsAsync(backwards);

        // Of what was made and is gone for good a trace stays only where it was on its way before it ended: its last content, or no more than that it is gone.
        static string Lasting(string snapshot) => string.Join('\n', snapshot.Split('\n').Where(line => !line.Contains("cust9@example.test", StringComparison.Ordinal)
            && !line.Contains("\"woo_id\":11,\"email\":null", StringComparison.Ordinal) && !line.Contains("Customer  Jo Ng", StringComparison.Ordinal)));
        Assert.Equal(Lasting(await SnapshotAsync(forwards, withTokens: false)), Lasting(await SnapshotAsync(backwards, withTokens: false)));
    }

    private static SampleDelivery Again(SampleDelivery delivery, int i) => delivery with
    {
        Headers = [.. delivery.Headers.Select(header => header.Key == "X-WC-Webhook-Delivery-ID" ? KeyValuePair.Create(header.Key, $"{i:x32}") : header)],
    };

    private static async Task PostAsync(Deployment platform, IReadOnlyList<SampleDelivery> deliveries)
    {
        using var http = new HttpClient();
        foreach (var delivery in deliveries)
        {
            using var answer = await http.SendAsync(delivery.To(platform.DeliveryUrl));
            Assert.True(answer.StatusCode == (delivery.Name == OtherSecret ? HttpStatusCode.Unauthorized : HttpStatusCode.OK), $"{delivery.Name}: {(int)answer.StatusCode}");
            if (delivery.Name.EndsWith("ping", StringComparison.Ordinal)) continue;
            var changed = (byte[])delivery.Body.Clone();
            changed[^2] ^= 1;
            using var refused = await http.SendAsync(delivery.To(platform.DeliveryUrl, changed));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    private static async Task SettledAsync(Deployment platform) => await Until.TrueAsync(async () =>
    {
        foreach (var state in (string[])["Received", "Waiting", "Ready"])
            if ((await platform.JsonAsync($"/api/deliveries?state={state}&limit=1"))["deliveries"]!.AsArray().Count > 0) return false;
        var counts = (await platform.JsonAsync("/api/counts"))["counts"]!.AsArray();
        return counts.All(count => (string?)count!["state"] is "Synced" or "Skipped" or "NeedsAttention" or "Conflict");
    }, "everything is settled", TimeSpan.FromSeconds(60), async () => $"{await platform.JsonAsync("/api/counts")} {await platform.JsonAsync("/api/failures")}\n{platform.Output()}");

    private static async Task NewestStandsAsync(Deployment platform)
    {
        foreach (var entity in (string[])["orders", "products", "customers"])
        {
            var rows = (await platform.RowsAsync(entity)).ToDictionary(row => (long)row!["woo_id"]!, row => row!);
            foreach (var ((_, id), record) in RecordedShop.Final.Where(pair => pair.Key.Entity == entity))
            {
                Assert.True(rows.ContainsKey(id), $"{entity} {id} is missing in Supabase");
                Assert.Equal((string?)(record["date_modified_gmt"] ?? record["date_created_gmt"]) + "+00:00", (string?)rows[id]["date_modified_gmt"]);
                Assert.Equal((string?)record["status"] == "trash", rows[id]["deleted_at"] is not null);
                if (entity == "orders") Assert.Equal(decimal.Parse((string)record["total"]!, System.Globalization.CultureInfo.InvariantCulture), (decimal)rows[id]["total"]!);
            }
        }
        // The customer that was deleted, on the shop's own word: gone, or never made where the news of its end came first.
        Assert.DoesNotContain(await platform.RowsAsync("customers"), row => (long)row!["woo_id"]! == 11 && row["deleted_at"] is null);
        // A coupon's end was announced as a product's: no product was made of it.
        Assert.DoesNotContain(await platform.RowsAsync("products"), row => (long)row!["woo_id"]! == 13);

        string[] booked = ["processing", "completed", "on-hold"];
        var documents = await DocumentsAsync(platform);
        foreach (var ((_, id), order) in RecordedShop.Final.Where(pair => pair.Key.Entity == "orders" && booked.Contains((string?)pair.Value["status"])))
        {
            var ours = documents.Where(document => (string?)document["DocNumber"] == $"WC-{order["number"]}").ToList();
            Assert.True(ours.Count == 1, $"order {id} has {ours.Count} documents");
            Assert.Equal(decimal.Parse((string)order["total"]!, System.Globalization.CultureInfo.InvariantCulture), (decimal)ours[0]["TotalAmt"]!);
        }
    }

    private static async Task<List<JsonNode>> DocumentsAsync(Deployment platform) =>
        [.. (await platform.DocumentsAsync("SalesReceipt")).Concat(await platform.DocumentsAsync("Invoice")).Select(document => document!)];

    // What stands in both targets, without what differs by nature (times of writing, ids that follow the order of arrival).
    private static async Task<string> SnapshotAsync(Deployment platform, bool withTokens)
    {
        var lines = new List<string>();
        foreach (var table in (string[])["orders", "order_lines", "order_refunds", "products", "customers"])
        {
            foreach (var row in await platform.RowsAsync(table))
            {
                var copy = row!.DeepClone().AsObject();
                foreach (var name in (string[])["synced_at", "first_synced_at", "sync_seq", "sync_version"]) if (!withTokens || name != "sync_seq") copy.Remove(name);
                if (copy["deleted_at"] is not null) copy["deleted_at"] = "deleted";
                lines.Add($"{table} {copy.ToJsonString()}");
            }
        }
        foreach (var kind in (string[])["SalesReceipt", "Invoice", "Payment", "RefundReceipt", "CreditMemo", "Customer", "Item"])
        {
            foreach (var document in await platform.DocumentsAsync(kind))
                lines.Add($"{kind} {document!["DocNumber"]} {document["DisplayName"]} {document["Name"]} {document["TotalAmt"]}{(withTokens ? $" {document["Id"]} {document["SyncToken"]}" : "")}");
        }
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
