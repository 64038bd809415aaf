using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts.Proving;
using Microsoft.EntityFrameworkCore;
using Webhooks.Alerting;
using Webhooks.Proving;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Proving;

/// <summary>The proof through the front door: a shop, and two targets that say what they hold.</summary>
public sealed class ProofApiTests
{
    private const string November = """{"store_id":"shop-1","start":"2026-11-01","end":"2026-11-30"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_stands_everywhere_is_proved_to_the_cent_by_day_and_target()
    {
        await using var targets = await FakeTargets.StartAsync();
        await using var stage = await StageAsync(targets, orders: 5);

        var proof = await stage.Edge.SendAsync("/api/completeness", November);

        Assert.Equal(("Done", true, 0), (proof.GetProperty("status").GetString(), proof.GetProperty("complete").GetBoolean(), proof.GetProperty("differences_total").GetInt32()));
        Assert.Equal(["quickbooks", "supabase"], proof.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("target").GetString()!));
        var day = Assert.Single(proof.GetProperty("targets")[0].GetProperty("days").EnumerateArray());
        Assert.Equal("2026-11-22", day.GetProperty("day").GetString());
        foreach (var side in (string[])["shop", "ledger", "target"])
            Assert.Equal((5, 50.00m), (day.GetProperty(side).GetProperty("count").GetInt32(), day.GetProperty(side).GetProperty("gross").GetDecimal()));
        Assert.Equal(3, targets.Asked.Count(asked => asked == "supabase ledger orders")); // page by page

        var newest = await stage.Edge.GetAsync("/api/completeness?store_id=shop-1&target=supabase&day=2026-11-22");
        Assert.Equal(proof.GetProperty("proof_id").GetGuid(), Assert.Single(newest.GetProperty("proofs").EnumerateArray()).GetProperty("proof_id").GetGuid());
        Assert.Equal("supabase", Assert.Single(newest.GetProperty("days").EnumerateArray()).GetProperty("target").GetString());
        Assert.Empty((await stage.Edge.GetAsync("/api/completeness?day=2026-10-01")).GetProperty("days").EnumerateArray());
    }

    [Fact]
    public async Task Differences_are_listed_with_both_sides_and_repaired_by_one_call()
    {
        await using var targets = await FakeTargets.StartAsync();
        await using var stage = await StageAsync(targets, orders: 5);
        targets.Standing.TryRemove(("supabase", "orders", "x2"), out _);
        targets.Standing[("quickbooks", "orders", "y3")] = new StandingLine { Key = "3", Kind = "SalesReceipt", ExternalId = "y3", Number = "WC-3", Owner = StandingOwner.Marked, Gross = 10, Day = "2026-11-22" };
        targets.Ledger.TryRemove(("supabase", "orders", "4"), out _);
        targets.Standing.TryRemove(("supabase", "orders", "x4"), out _);

        var proof = await stage.Edge.SendAsync("/api/completeness", November);
        Assert.Equal(["quickbooks orders/3 doubled_in_target", "supabase orders/2 missing_in_target", "supabase orders/4 not_announced"], Lines(proof));
        var doubled = proof.GetProperty("differences")[0];
        Assert.Equal((10m, 20m, "y3"), (doubled.GetProperty("shop").GetProperty("total").GetDecimal(), doubled.GetProperty("in_target").GetProperty("total").GetDecimal(), doubled.GetProperty("parts")[0].GetProperty("external_id").GetString()));

        var address = $"/api/completeness/{proof.GetProperty("proof_id").GetGuid()}";
        var csv = await stage.Edge.Http.GetStringAsync($"{address}?format=csv", Cancel);
        Assert.Contains("supabase,orders,2,2,2026-11-22,missing_in_target,,USD,10.00,0.00,0.00,10.00,", csv);
        Assert.Contains("quickbooks,2026-11-22,USD,5,50.00,", await stage.Edge.Http.GetStringAsync($"{address}?format=csv&part=days", Cancel));

        var repaired = await stage.Edge.SendAsync($"{address}/repair", "{}");
        Assert.Equal(["True supabase 1", "False  1"], repaired.GetProperty("runs").EnumerateArray().Select(run => $"{run.GetProperty("force").GetBoolean()} {run.GetProperty("target").GetString()} {run.GetProperty("records").GetInt32()}").OrderDescending());
        Assert.Equal("doubled_in_target", Assert.Single(repaired.GetProperty("refused").EnumerateArray()).GetProperty("cause").GetString());
        await Until.TrueAsync(() => stage.Book.Of("supabase").Count(change => change.Key == "2" && change.Force) == 1 && stage.Book.Of("supabase").Any(change => change.Key == "4"));
        Assert.Empty(targets.Repairs);

        var taken = await stage.Edge.SendAsync($"{address}/repair", """{"records":["orders/3"],"causes":["doubled_in_target"]}""");
        Assert.Equal("y3", Assert.Single(taken.GetProperty("removed").EnumerateArray()).GetProperty("external_id").GetString());
        Assert.Equal("y3", Assert.Single(Assert.Single(targets.Repairs).Doubled).ExternalId);
    }

    [Fact]
    public async Task A_target_that_is_away_is_named_and_the_proof_goes_on_where_it_was_after_a_restart()
    {
        await using var targets = await FakeTargets.StartAsync();
        await using var stage = await StageAsync(targets, orders: 5);
        targets.Trouble = "QuickBooks asked us to slow down.";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/completeness") { Content = new StringContent(November, Encoding.UTF8, "application/json"), Headers = { { "Prefer", "respond-async" } } };
        using var answer = await stage.Edge.Http.SendAsync(request, Cancel);
        Assert.Equal(202, (int)answer.StatusCode);
        var address = answer.Headers.Location!.ToString();
        await Until.TrueAsync(async () => (await stage.Edge.GetAsync(address)).GetProperty("problem").GetString()?.Contains("slow down", StringComparison.Ordinal) == true);
        var ledgers = targets.Asked.Count(asked => asked.Contains("quickbooks ledger orders", StringComparison.Ordinal));
        await stage.Edge.SendAsync($"{address}/repair", "{}", 409);
        await Edge.Json(await stage.Edge.Http.GetAsync($"{address}?format=csv", Cancel), 409);

        await stage.RestartAsync(targets.Settings);
        targets.Trouble = null;
        stage.Clock.Forward(TimeSpan.FromMinutes(10));

        await Until.TrueAsync(async () => (await stage.Edge.GetAsync(address)).GetProperty("status").GetString() == "Done");
        Assert.True((await stage.Edge.GetAsync(address)).GetProperty("complete").GetBoolean());
        Assert.Equal(ledgers, targets.Asked.Count(asked => asked == "quickbooks ledger orders"));
    }

    [Fact]
    public async Task A_proof_that_can_never_be_made_ends_with_words()
    {
        await using var targets = await FakeTargets.StartAsync();
        await using var stage = await StageAsync(targets, orders: 1);
        targets.Trouble = "QuickBooks must be connected again.";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/completeness") { Content = new StringContent(November, Encoding.UTF8, "application/json"), Headers = { { "Prefer", "respond-async" } } };
        var address = (await stage.Edge.Http.SendAsync(request, Cancel)).Headers.Location!.ToString();
        await Until.TrueAsync(async () =>
        {
            stage.Clock.Forward(TimeSpan.FromMinutes(6));
            return (await stage.Edge.GetAsync(address)).GetProperty("status").GetString() == "Failed";
        });
        Assert.Contains("must be connected again", (await stage.Edge.GetAsync(address)).GetProperty("problem").GetString());
    }

    [Fact]
    public async Task A_night_that_differs_raises_one_alert_and_the_next_that_does_not_resolves_it()
    {
        var now = TimeProvider.System.GetUtcNow();
        var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        await using var targets = await FakeTargets.StartAsync();
        await using var stage = await Stage.StartAsync(withShop: true, settings: [.. targets.Settings, "--Proof:NightlyAt", local.ToString("HH:mm", CultureInfo.InvariantCulture)]);
        var placed = new DateTimeOffset(now.UtcDateTime.Date.AddDays(-3).AddHours(15), TimeSpan.Zero);
        foreach (var id in (long[])[1, 2, 3])
        {
            var order = JsonNode.Parse(Bodies.Order(id))!;
            foreach (var name in (string[])["date_created_gmt", "date_modified_gmt"]) order[name] = placed.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
            await stage.Shop!.LoadAsync("orders", order);
            foreach (var target in (string[])["quickbooks", "supabase"]) targets.Holds(target, id, placed);
        }
        targets.Standing.TryRemove(("supabase", "orders", "x2"), out _);

        stage.Clock.Forward(TimeSpan.FromMinutes(2));
        await Until.TrueAsync(async () => (await AlertsAsync(stage)).Count == 1);
        var alert = Assert.Single(await AlertsAsync(stage));
        Assert.Equal((AlertKinds.ProofDiffers, "shop-1/supabase", (DateTimeOffset?)null), (alert.Kind, alert.Subject, alert.ResolvedAt));
        Assert.Contains("1 missing_in_target", alert.Message);

        targets.Holds("supabase", 2, placed);
        stage.Clock.Forward(TimeSpan.FromDays(1));
        await Until.TrueAsync(async () => Assert.Single(await AlertsAsync(stage)).ResolvedAt is not null);
        Assert.Equal(2, (await stage.Edge.GetAsync("/api/completeness")).GetProperty("proofs").EnumerateArray().Count(proof => proof.GetProperty("trigger").GetString() == "nightly"));
    }

    [Theory]
    [InlineData("""{"start":"2026-11-02","end":"2026-11-01"}""", "end")]
    [InlineData("""{"end":"2026-11-01"}""", "start")]
    [InlineData("""{"start":"2026-11-01","end":"2026-11-02","target":"paper"}""", "target")]
    [InlineData("""{"start":"2026-11-01","end":"2026-11-02","store_id":"nobody"}""", "store_id")]
    [InlineData("""{"start":"2026-11-01","end":"2026-11-02","entities":["coupons"]}""", "entities")]
    public async Task Bad_requests_name_the_field(string body, string field)
    {
        await using var stage = await Stage.StartAsync();
        Assert.True((await stage.Edge.SendAsync("/api/completeness", body, 400)).GetProperty("errors").TryGetProperty(field, out _));
    }

    private static async Task<Stage> StageAsync(FakeTargets targets, int orders, params string[] more)
    {
        var stage = await Stage.StartAsync(withShop: true, settings: [.. targets.Settings, .. more]);
        for (var id = 1; id <= orders; id++)
        {
            await stage.Shop!.LoadAsync("orders", Bodies.Order(id, second: id));
            foreach (var target in (string[])["quickbooks", "supabase"]) targets.Holds(target, id, Bodies.Noon.AddSeconds(id));
        }
        // Whatever the day of the test, what the shop holds is of long ago.
        if (Bodies.Noon.AddHours(1) > stage.Clock.GetUtcNow()) stage.Clock.Forward(Bodies.Noon.AddHours(1) - stage.Clock.GetUtcNow());
        return stage;
    }

    private static IEnumerable<string> Lines(JsonElement proof) =>
        proof.GetProperty("differences").EnumerateArray().Select(one => $"{one.GetProperty("target").GetString()} {one.GetProperty("record").GetString()} {one.GetProperty("cause").GetString()}");

    private static async Task<List<Alert>> AlertsAsync(Stage stage)
    {
        await using var runs = stage.Edge.Runs();
        return await runs.Alerts.AsNoTracking().Where(alert => alert.Kind == AlertKinds.ProofDiffers).ToListAsync(Cancel);
    }
}
