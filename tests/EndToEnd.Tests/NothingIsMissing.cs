using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Testing.Shops;
using Testing.Waiting;

namespace EndToEnd.Tests;

/// <summary>
/// Promise: whatever is removed, changed or doubled in the targets behind our back, and whatever the shop never announced, the proof finds with
/// its cause, and nothing else; one call repairs it. PROOF_ORDERS sets how many orders there are.
/// </summary>
public sealed class NothingIsMissing
{
    private const int Days = 5;
    private const int Unannounced = 25;
    private static readonly int Orders = int.TryParse(Environment.GetEnvironmentVariable("PROOF_ORDERS"), CultureInfo.InvariantCulture, out var orders) ? orders : 300;
    private static readonly DateTimeOffset First = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60 + Orders / 10);

    private static readonly Dictionary<string, string> Settings = new() { ["Proof:GraceMinutes"] = "0", ["Proof:NightlyAt"] = "" };

    [Fact]
    public async Task What_was_touched_behind_our_back_is_found_with_its_cause_repaired_and_proved_again()
    {
        await using var platform = await Deployment.StartAsync(null, "proof-secret", Settings);
        await PlaceAsync(platform, Enumerable.Range(1, Orders));
        foreach (var entity in (string[])["customers", "products", "orders"]) // the shop's own staff are among its customers
            using (var sync = await platform.Api.PostAsJsonAsync($"/api/sync/woocommerce/{entity}", new { full_sync = true, history = true })) Assert.True(sync.IsSuccessStatusCode, await sync.Content.ReadAsStringAsync());
        await AllSyncedAsync(platform, Orders, []);
        var clean = await ProveAsync(platform);
        Assert.True((bool)clean["complete"]!, clean["differences"]!.ToJsonString());

        var expected = await MeddleAsync(platform);
        await PlaceAsync(platform, Enumerable.Range(Orders + 1, Unannounced));
        foreach (var id in Enumerable.Range(Orders + 1, Unannounced))
            foreach (var target in (string[])["quickbooks", "supabase"]) expected.Add($"{target} {id} not_announced");

        var found = await ProveAsync(platform);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Lines(found).Order(StringComparer.Ordinal));
        var csv = await platform.Api.GetStringAsync($"/api/completeness/{found["proof_id"]}?format=csv");
        Assert.Equal(expected.Count, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);

        var repaired = await RepairAsync(platform, found, new { });
        Assert.All(repaired["refused"]!.AsArray(), refused => Assert.Equal("doubled_in_target", (string?)refused!["cause"]));
        var removed = await RepairAsync(platform, found, new { causes = new[] { "doubled_in_target" } });
        Assert.Equal(expected.Count(line => line.EndsWith("doubled_in_target", StringComparison.Ordinal)), removed["removed"]!.AsArray().Count + removed["refused"]!.AsArray().Count);
        await RemoveAsThePersonWhoMadeItAsync(platform, removed["refused"]!.AsArray());
        await AllSyncedAsync(platform, Orders + Unannounced, [.. repaired["runs"]!.AsArray().Select(run => (string)run!["sync_id"]!)]);

        var proved = await ProveAsync(platform);
        Assert.True((bool)proved["complete"]!, proved["differences"]!.ToJsonString());
        TotalsAreEqual(proved);
    }

    private static async Task PlaceAsync(Deployment platform, IEnumerable<int> ids) => await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, cancel) =>
    {
        var order = OrderBuilder.Paid(id, First.AddDays(id % Days).AddSeconds(id));
        using var answer = await platform.Sandbox.PutAsJsonAsync($"/control/woocommerce/raw/orders/{id}", order, cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancel));
    });

    // 25 orders, each touched once, at random; the seed is fixed so that a failure comes again.
    private static async Task<List<string>> MeddleAsync(Deployment platform)
    {
        using var person = await BehindOurBack.SignInAsync(platform);
        var receipts = (await platform.DocumentsAsync("SalesReceipt")).ToDictionary(receipt => (string)receipt!["DocNumber"]!, receipt => receipt!);
        var ids = Enumerable.Range(1, Orders).ToArray();
        new Random(7).Shuffle(ids);
        var expected = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            var id = ids[i];
            var receipt = receipts[$"WC-{id}"];
            var cause = await TouchAsync(i, id);
            expected.Add(string.Create(CultureInfo.InvariantCulture, $"{(i < 13 ? "quickbooks" : "supabase")} {id} {cause}"));

            async Task<string> TouchAsync(int which, int order)
            {
                switch (which)
                {
                    case < 5:
                        await person.DeleteAsync(receipt);
                        return "missing_in_target";
                    case < 9:
                        await person.RaiseAsync(receipt);
                        return "changed_in_target";
                    case < 13:
                        await person.CopyAsync(receipt, withMarker: which < 12);
                        return "doubled_in_target";
                    case < 17:
                        await person.DropRowsAsync("orders", $"woo_id=eq.{order}");
                        return "missing_in_target";
                    case < 20:
                        await person.PatchOrderAsync(order, new JsonObject { ["total"] = 99.99m });
                        return "changed_in_target";
                    case < 22:
                        await person.PatchOrderAsync(order, new JsonObject { ["deleted_at"] = "2026-11-20T00:00:00Z" });
                        return "changed_in_target";
                    case < 24:
                        await person.DropRowsAsync("order_lines", $"order_woo_id=eq.{order}&kind=eq.line_item");
                        return "changed_in_target";
                    default:
                        await person.PatchOrderAsync(order, new JsonObject { ["status"] = "cancelled" });
                        return "changed_in_target";
                }
            }
        }
        return expected;
    }

    private static async Task RemoveAsThePersonWhoMadeItAsync(Deployment platform, JsonArray refused)
    {
        Assert.Equal("The document does not carry our marker: a person made it, and only a person takes it out.", (string?)Assert.Single(refused)!["why"]);
        using var person = await BehindOurBack.SignInAsync(platform);
        await person.DeleteAsync(Assert.Single(await platform.DocumentsAsync("SalesReceipt"), receipt => (string?)receipt!["PrivateNote"] == "entered again by Ann")!);
    }

    private static async Task AllSyncedAsync(Deployment platform, int orders, IReadOnlyList<string> repairs) => await Until.TrueAsync(async () =>
    {
        // A run that was only just started may not be known yet.
        foreach (var run in repairs)
            if ((await platform.JsonAsync($"/api/sync/runs/{run}"))["ended_at"] is null) return false;
        var counts = (await platform.JsonAsync("/api/counts"))["counts"]!.AsArray().Where(count => (string?)count!["entity"] == "orders").ToList();
        var runs = (await platform.JsonAsync("/api/sync/runs?limit=50"))["runs"]!.AsArray();
        return runs.All(run => run!["ended_at"] is not null) && counts.All(count => (string?)count!["state"] == "Synced")
            && new[] { "quickbooks", "supabase" }.All(target => counts.Where(count => (string?)count!["target"] == target).Sum(count => (int)count!["count"]!) == orders);
    }, $"{orders} orders are synced to both targets", Patience, async () => $"{await platform.JsonAsync("/api/counts")} {await platform.JsonAsync("/api/failures")}\n{platform.Output()}");

    private static async Task<JsonObject> ProveAsync(Deployment platform)
    {
        using var answer = await platform.Api.PostAsJsonAsync("/api/completeness", new { store_id = Deployment.Store, start = "2026-11-01", end = "2026-11-10" });
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        var proof = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal($"/api/completeness/{proof["proof_id"]}", answer.Headers.Location?.ToString());
        await Until.TrueAsync(async () => (string?)(proof = await platform.JsonAsync($"/api/completeness/{proof["proof_id"]}"))["status"] == "Done", "the proof is done", Patience,
            () => Task.FromResult($"{proof.ToJsonString()}\n{platform.Output()}"));
        return proof;
    }

    private static async Task<JsonObject> RepairAsync(Deployment platform, JsonObject proof, object request)
    {
        using var answer = await platform.Api.PostAsJsonAsync($"/api/completeness/{proof["proof_id"]}/repair", request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static IEnumerable<string> Lines(JsonObject proof) =>
        proof["differences"]!.AsArray().Select(one => $"{one!["target"]} {one["woo_id"]} {one["cause"]}");

    private static void TotalsAreEqual(JsonObject proof)
    {
        var targets = proof["targets"]!.AsArray();
        Assert.Equal(["quickbooks", "supabase"], targets.Select(target => (string?)target!["target"]).Order(StringComparer.Ordinal));
        foreach (var target in targets)
        {
            var days = target!["days"]!.AsArray();
            Assert.Equal(Days, days.Count);
            foreach (var day in days)
                foreach (var side in (string[])["ledger", "target"])
                    foreach (var sum in (string[])["count", "gross", "refunds"])
                        Assert.True((decimal)day!["shop"]![sum]! == (decimal)day[side]![sum]!, $"{target["target"]} {day["day"]} {side} {sum}: {day.ToJsonString()}");
            Assert.Equal(Orders + Unannounced, days.Sum(day => (int)day!["target"]!["count"]!));
            Assert.Equal((Orders + Unannounced) * 20.87m, days.Sum(day => (decimal)day!["target"]!["gross"]!));
        }
    }
}
