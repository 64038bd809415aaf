using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace EndToEnd.Tests;

/// <summary>Promise: a dry run says of every record what the run that follows then does, to the penny, and writes nothing anywhere.</summary>
public sealed class DryRuns
{
    private const string Secret = "dry-secret";
    private static readonly string[] Kinds = ["SalesReceipt", "Invoice", "Payment", "RefundReceipt", "CreditMemo", "Customer", "Item", "PaymentMethod", "Purchase", "JournalEntry"];
    private static readonly string[] Tables = ["orders", "order_lines", "order_refunds", "products", "customers"];

    [Fact]
    public async Task What_a_dry_run_says_is_what_the_run_does()
    {
        await using var platform = await Deployment.StartAsync(null, Secret);
        var orders = await FurnishAsync(platform);

        // Nothing is known yet; orders first, so that they bring the customers and items that they need.
        var first = await SameAsync(platform, "orders", "{}");
        Assert.True(Count(first, "quickbooks", "created") > 15 && Count(first, "supabase", "created") > 25, $"too little was planned: {first["totals"]}");
        foreach (var code in (string[])["currency_not_enabled", "before_start_date", "status_cancelled"]) Assert.Contains(code, await CodesAsync(platform, first));
        await SameAsync(platform, "products", "{}");
        await SameAsync(platform, "customers", "{}");
        foreach (var entity in (string[])["orders", "products", "customers"])
            Assert.Equal(0, (int)(await DryAsync(platform, entity, "{}"))["records_created"]!);

        // The same again, everything looked at: nothing is new.
        Assert.Equal(0, (int)(await SameAsync(platform, "orders", """{"full_sync":true}"""))["records_created"]!);
        await SameAsync(platform, "products", """{"full_sync":true,"target":"quickbooks"}""");
        await SameAsync(platform, "customers", """{"full_sync":true,"target":"supabase"}""");

        // A day later: edits, a refund, a cancellation, new orders of one new guest, a customer and a product changed.
        var booked = orders.Where(order => (string?)order["status"] is "processing" or "completed" && (bool)order["paid"]! && (string?)order["refunded"] == "0.00").Select(order => (long)order["id"]!).ToList();
        await ShopAsync(platform, HttpMethod.Put, $"orders/{booked[0]}", """{"fee_lines":[{"name":"Gift wrap","total":"5.00"}]}""");
        await ShopAsync(platform, HttpMethod.Put, $"orders/{booked[1]}", """{"customer_note":"leave it at the door"}""");
        await ShopAsync(platform, HttpMethod.Post, $"orders/{booked[2]}/refunds", """{"amount":"1.00","reason":"late"}""");
        await ShopAsync(platform, HttpMethod.Put, $"orders/{booked[3]}", """{"status":"cancelled"}""");
        foreach (var number in (int[])[1, 2]) await LoadAsync(platform, "orders", Order(9100 + number, TimeProvider.System.GetUtcNow().ToString("s", CultureInfo.InvariantCulture)), order => order["billing"]!["email"] = "new-guest@example.test");
        var changed = await SameAsync(platform, "orders", "{}");
        Assert.True(Count(changed, "quickbooks", "updated") >= 2 && Count(changed, "quickbooks", "created") == 2, $"{changed["totals"]}");
        Assert.Contains("booked_then_cancelled", await CodesAsync(platform, changed));

        await ShopAsync(platform, HttpMethod.Put, $"customers/{(await AnyAsync(platform, "customers"))}", """{"billing":{"phone":"+1 555 0199"}}""");
        await ShopAsync(platform, HttpMethod.Put, $"products/{(await AnyAsync(platform, "products"))}", """{"regular_price":"21.50"}""");
        await SameAsync(platform, "customers", "{}");
        await SameAsync(platform, "products", "{}");

        // Certain records: in the trash, gone for good, unchanged, and one that never was.
        await ShopAsync(platform, HttpMethod.Delete, $"orders/{booked[4]}");
        await ShopAsync(platform, HttpMethod.Delete, $"orders/{booked[5]}?force=true");
        await SameAsync(platform, "orders", $$"""{"ids":[{{booked[4]}},{{booked[5]}},{{booked[6]}},999999]}""");
        // Days, history, force.
        await SameAsync(platform, "orders", """{"date_range":{"start":"2019-01-01","end":"2019-12-31","field":"created"},"history":true}""");
        await SameAsync(platform, "orders", """{"target":"supabase","force":true,"full_sync":true}""");
        await SameAsync(platform, "orders", $$"""{"target":"quickbooks","force":true,"ids":[{{booked[6]}},{{booked[7]}},9001]}""");
        await SameAsync(platform, "customers", """{"force":true,"full_sync":true}""");
        await SameAsync(platform, "products", """{"force":true,"full_sync":true}""");
    }

    [Fact]
    public async Task A_target_that_cannot_be_read_is_named_and_nothing_passes_for_zero()
    {
        await using var platform = await Deployment.StartAsync(null, Secret);
        await LoadAsync(platform, "orders", Order(1, "2026-11-20T10:00:00"));
        using (var fault = await platform.Sandbox.PostAsJsonAsync("/control/faults", new { system = "supabase", kind = "status", status = 401 }))
            Assert.True(fault.IsSuccessStatusCode, await fault.Content.ReadAsStringAsync());
        var dry = await DryAsync(platform, "orders", "{}");
        Assert.Equal("PartialSuccess", (string?)dry["status"]);
        var error = Assert.Single(dry["errors"]!.AsArray())!;
        Assert.Equal(("supabase", "orders"), ((string?)error["target"], (string?)error["entity_type"]));
        Assert.Contains("supabase cannot say what it would do", (string?)error["error_message"], StringComparison.Ordinal);
        Assert.Equal(1, Count(dry, "quickbooks", "created"));

        dry = await DryAsync(platform, "orders", """{"target":"supabase"}""");
        Assert.Equal(("Failed", 0), ((string?)dry["status"], (int)dry["records_processed"]!));
        Assert.Single(dry["errors"]!.AsArray());
    }

    /// <summary>A shop with a day of orders, and what else a shop has.</summary>
    private static async Task<IReadOnlyList<JsonNode>> FurnishAsync(Deployment platform)
    {
        using var played = await platform.Sandbox.PostAsJsonAsync("/control/woocommerce/day", new { orders = 40, seed = 7 });
        Assert.True(played.IsSuccessStatusCode, await played.Content.ReadAsStringAsync());
        var day = (await played.Content.ReadFromJsonAsync<JsonObject>())!;
        await LoadAsync(platform, "orders", Order(9001, "2026-11-20T10:00:00"), order => order["currency"] = "EUR");
        await LoadAsync(platform, "orders", Order(9002, "2019-06-01T10:00:00"));
        await LoadAsync(platform, "orders", Order(9003, "2026-11-20T11:00:00", "trash"));
        foreach (var id in (int[])[9004, 9005, 9006]) await LoadAsync(platform, "orders", Order(id, "2026-11-20T12:00:00"), order => order["billing"]!["email"] = "three-orders@example.test");
        await LoadAsync(platform, "orders", Order(9007, "2026-11-20T12:30:00", "pending"));
        foreach (var id in (int[])[8001, 8002])
            await LoadAsync(platform, "products", new JsonObject { ["id"] = id, ["name"] = "Twin mug", ["sku"] = "TWIN", ["type"] = "simple", ["status"] = "publish", ["regular_price"] = "3.00", ["date_created_gmt"] = "2026-11-20T10:00:00", ["date_modified_gmt"] = "2026-11-20T10:00:00" });
        await LoadAsync(platform, "products", new JsonObject { ["id"] = 8003, ["name"] = "Not yet", ["type"] = "simple", ["status"] = "pending", ["date_created_gmt"] = "2026-11-20T10:00:00", ["date_modified_gmt"] = "2026-11-20T10:00:00" });
        await LoadAsync(platform, "customers", new JsonObject { ["id"] = 7001, ["email"] = "", ["first_name"] = "No", ["last_name"] = "Mail", ["username"] = "nomail", ["role"] = "customer", ["date_created_gmt"] = "2026-11-20T10:00:00", ["billing"] = new JsonObject(), ["shipping"] = new JsonObject() });
        await LoadAsync(platform, "customers", new JsonObject { ["id"] = 7002, ["email"] = "twin@example.test", ["first_name"] = "No", ["last_name"] = "Mail", ["username"] = "twin", ["role"] = "customer", ["date_created_gmt"] = "2026-11-20T10:00:00", ["billing"] = new JsonObject(), ["shipping"] = new JsonObject() });
        return [.. day["orders"]!.AsArray().Select(order => order!)];
    }

    private static JsonObject Order(long id, string made, string status = "processing")
    {
        var order = Testing.Shops.OrderBuilder.Paid(id, DateTimeOffset.Parse(made, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), status);
        if (status == "pending") (order["date_paid"], order["date_paid_gmt"]) = (null, null);
        return order;
    }

    /// <summary>Dry run, then the run; answers the dry run.</summary>
    private static async Task<JsonObject> SameAsync(Deployment platform, string entity, string body)
    {
        var before = await StandingAsync(platform);
        var dry = await DryAsync(platform, entity, body);
        Assert.True((string?)dry["status"] is "Success" or "PartialSuccess" or "Failed", $"{dry}");
        Assert.Equal(before, await StandingAsync(platform));

        var real = await SyncAsync(platform, entity, body);
        Assert.False((bool)real["dry_run"]!);
        var (said, done) = (await ItemsAsync(platform, dry), await ItemsAsync(platform, real));
        Assert.Equal(Lines(done), Lines(said));
        foreach (var count in (string[])["records_processed", "records_created", "records_updated", "records_skipped", "records_failed", "status"])
            Assert.Equal($"{real[count]}", $"{dry[count]}");
        if (entity == "orders") await MoneyAsync(platform, dry, said, done);
        return dry;
    }

    /// <summary>What was said that every document and row would come to is what it comes to.</summary>
    private static async Task MoneyAsync(Deployment platform, JsonObject dry, IReadOnlyList<JsonNode> said, IReadOnlyList<JsonNode> done)
    {
        var sales = (await platform.DocumentsAsync("SalesReceipt")).Concat(await platform.DocumentsAsync("Invoice")).ToDictionary(sale => (string)sale!["Id"]!, sale => (decimal)sale!["TotalAmt"]!);
        var rows = (await platform.RowsAsync("orders")).ToDictionary(row => $"{row!["woo_id"]}", row => (decimal?)row!["total"]);
        var sums = new Dictionary<(string, string, string), decimal>();
        foreach (var (plan, outcome) in said.Zip(done).Where(pair => (string?)pair.First["outcome"] is "Created" or "Updated"))
        {
            if (plan["amount"] is not { } amount) continue; // gone, and no more than its id is known
            var stands = (string?)plan["target"] == "quickbooks" ? sales[(string)outcome["external_id"]!] : rows[(string)plan["entity_id"]!];
            Assert.True(stands == (decimal)amount, $"{plan} stands as {stands}");
            var key = ((string)plan["target"]!, (string)plan["currency"]!, ((string)plan["outcome"]!).ToLowerInvariant());
            sums[key] = sums.GetValueOrDefault(key) + stands!.Value;
        }
        foreach (var total in dry["totals"]!.AsArray().Where(total => total!["currency"] is not null))
            foreach (var outcome in (string[])["created", "updated"])
                Assert.Equal(sums.GetValueOrDefault(((string)total!["target"]!, (string)total["currency"]!, outcome)), (decimal)total[outcome]!["amount"]!);
    }

    private static string Lines(IEnumerable<JsonNode> items) =>
        string.Join('\n', items.Select(item => $"{item["target"]} {item["entity_type"]} {item["entity_id"]} {item["outcome"]} {item["code"]}"));

    private static async Task<IReadOnlyList<JsonNode>> ItemsAsync(Deployment platform, JsonObject run)
    {
        var items = (await platform.JsonAsync($"/api/sync/runs/{run["sync_id"]}/items?limit=1000"))["items"]!.AsArray().Select(item => item!).ToList();
        Assert.Equal((int)run["records_processed"]!, items.Count);
        return items;
    }

    private static async Task<IReadOnlySet<string>> CodesAsync(Deployment platform, JsonObject run) =>
        (await ItemsAsync(platform, run)).Select(item => (string?)item["code"]).OfType<string>().ToHashSet();

    private static int Count(JsonObject run, string target, string outcome) =>
        run["totals"]!.AsArray().Where(total => (string?)total!["target"] == target).Sum(total => (int)total![outcome]!["count"]!);

    private static async Task<JsonObject> DryAsync(Deployment platform, string entity, string body)
    {
        var asked = JsonNode.Parse(body)!.AsObject();
        asked["dry_run"] = true;
        using (await platform.Sandbox.DeleteAsync("/control/requests")) { }
        var written = await WrittenAsync(platform);
        var dry = await SyncAsync(platform, entity, asked.ToJsonString());
        Assert.True((bool)dry["dry_run"]!);
        Assert.Equal(written, await WrittenAsync(platform));
        var requests = (await platform.Sandbox.GetFromJsonAsync<JsonArray>("/control/requests?limit=5000"))!;
        Assert.DoesNotContain(requests, request => (string?)request!["method"] != "GET" && (((string)request["path"]!).StartsWith("/woocommerce", StringComparison.Ordinal) || ((string)request["path"]!).StartsWith("/supabase", StringComparison.Ordinal)));
        return dry;
    }

    // Batches of queries are posted too; the company itself tells what of its calls were writes.
    private static async Task<string> WrittenAsync(Deployment platform)
    {
        var use = (await platform.Sandbox.GetFromJsonAsync<JsonObject>("/quickbooks/control/metering"))![Deployment.Realm];
        return $"{use?["writes"] ?? 0} {use?["batchWrites"] ?? 0}";
    }

    private static async Task<JsonObject> SyncAsync(Deployment platform, string entity, string body)
    {
        using var answer = await platform.Api.PostAsync($"/api/sync/woocommerce/{entity}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{body}: {(int)answer.StatusCode} {text}\n{platform.Output()}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>Everything that stands anywhere: both targets, journal, ledgers, watermarks, conflicts.</summary>
    private static async Task<string> StandingAsync(Deployment platform)
    {
        var lines = new List<string>();
        foreach (var kind in Kinds)
            foreach (var document in await platform.DocumentsAsync(kind)) lines.Add($"{kind} {document!["Id"]} {document["SyncToken"]} {document["TotalAmt"]}");
        foreach (var table in Tables)
            foreach (var row in await platform.RowsAsync(table)) lines.Add($"{table} {row!.ToJsonString()}");
        foreach (var path in (string[])["/api/sync/state", "/api/counts", "/api/deliveries?limit=200", "/api/conflicts", "/api/failures"])
            lines.Add((await platform.JsonAsync(path)).ToJsonString());
        return string.Join('\n', lines);
    }

    private static async Task<long> AnyAsync(Deployment platform, string table) =>
        (await platform.RowsAsync(table)).Where(row => (long)row!["woo_id"]! < 7000 && (string?)row["type"] is null or "simple").Min(row => (long)row!["woo_id"]!);

    private static Task LoadAsync(Deployment platform, string kind, JsonObject record, Action<JsonObject>? change = null)
    {
        change?.Invoke(record);
        return ShopAsync(platform, HttpMethod.Put, $"raw/{kind}/{record["id"]}", record.ToJsonString());
    }

    private static async Task ShopAsync(Deployment platform, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/control/woocommerce/{path}");
        if (body is not null) request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await platform.Sandbox.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
    }
}
