using Microsoft.EntityFrameworkCore;
using Sandbox.WooCommerce.Reading;
using Webhooks.Alerting;
using Webhooks.Journal;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Doctoring;

/// <summary>What the watch notices by itself, and what it does about it.</summary>
public class WatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_that_was_switched_off_is_on_again_and_all_that_it_did_not_announce_is_synced_with_one_alert()
    {
        await using var ward = await Ward.StartAsync(settings: ["--Webhooks:WatchMinutes", "5"]);
        var before = await ward.PlaceAsync();
        await ward.DeliverAsync();
        await ward.ChangeAsync("order.created", new { status = "disabled" });
        await ward.ChangeAsync("order.updated", new { status = "disabled" });
        List<long> placed = [];
        for (var i = 0; i < 50; i++) placed.Add(await ward.PlaceAsync(10m + i));
        await ward.DeliverAsync();
        Assert.DoesNotContain(ward.Stage.Book.Of("supabase"), change => placed.Contains(long.Parse(change.Key)));

        ward.Stage.Clock.Forward(TimeSpan.FromMinutes(5));
        foreach (var target in (string[])["quickbooks", "supabase"])
            await Until.TrueAsync(() => placed.All(id => ward.Stage.Book.Newest(target).ContainsKey(("orders", $"{id}"))), $"all 50 are at {target}");
        await ward.Edge.SettledAsync();
        Assert.All(await ward.WebhooksAsync(), webhook => Assert.Equal("active", (string?)webhook["status"]));
        foreach (var target in (string[])["quickbooks", "supabase"])
            Assert.Equal(placed.Prepend(before), ward.Stage.Book.Of(target).DistinctBy(change => (change.Key, change.Seq)).Select(change => long.Parse(change.Key)).Order()); // one version of each

        var alert = Assert.Single(await ward.AlertsAsync());
        Assert.Equal(("webhook_disabled", "shop-1", (DateTimeOffset?)null), (alert.Kind, alert.Subject, alert.ResolvedAt));
        Assert.Contains("order.created", alert.Message);
        Assert.Contains("order.updated", alert.Message);
        await Until.TrueAsync(async () =>
        {
            await using var runs = ward.Edge.Runs();
            return await runs.Runs.AsNoTracking().AnyAsync(run => run.Entity == "orders" && run.Trigger == "reconciliation", Cancel);
        }, "one run read what was not announced");

        // It stays on for a look: the alert is over, and the shop's quiet is none of its own.
        ward.Stage.Clock.Forward(TimeSpan.FromMinutes(5));
        await Until.TrueAsync(async () => (await ward.AlertsAsync()).Single().ResolvedAt is not null, "the alert is resolved");
        ward.Stage.Clock.Forward(TimeSpan.FromHours(2));
        await ward.LookAsync();
        Assert.Single(await ward.AlertsAsync());
        Assert.Equal(51, ward.Stage.Book.Newest("supabase").Count);
    }

    [Fact]
    public async Task Switched_off_again_and_again_is_told_of_once_more_and_stays_open()
    {
        await using var ward = await Ward.StartAsync();
        for (var flip = 1; flip <= 4; flip++)
        {
            await ward.ChangeAsync("order.updated", new { status = "disabled" });
            await ward.LookAsync();
            Assert.Equal("active", (string?)(await ward.WebhookAsync("order.updated"))["status"]);
            Assert.Equal(flip >= 3 ? "again" : "", (await ward.AlertsAsync())[^1].Step);
        }
        Assert.Single(await ward.AlertsAsync());
        Assert.Contains("4 times within a day", (await ward.AlertsAsync())[0].Message);
        await ward.LookAsync();
        Assert.Equal(["webhook_disabled"], await ward.OpenAsync());
        ward.Stage.Clock.Forward(TimeSpan.FromDays(1));
        await ward.LookAsync();
        Assert.Empty(await ward.OpenAsync());
    }

    [Fact]
    public async Task What_a_person_paused_is_told_of_and_left_alone()
    {
        await using var ward = await Ward.StartAsync();
        await ward.ChangeAsync("product.created", new { status = "paused" });
        var report = await ward.LookAsync();
        Assert.Empty(report.Runs);
        Assert.Equal("paused", (string?)(await ward.WebhookAsync("product.created"))["status"]);
        Assert.Contains("paused", Assert.Single(await ward.AlertsAsync(AlertKinds.WebhookDisabled)).Message);
        await ward.ChangeAsync("product.created", new { status = "active" });
        await ward.LookAsync();
        Assert.Empty(await ward.OpenAsync());
    }

    [Fact]
    public async Task With_the_setting_off_nothing_is_switched_on()
    {
        await using var ward = await Ward.StartAsync(settings: ["--Webhooks:Reactivate", "false"]);
        await ward.ChangeAsync("order.updated", new { status = "disabled" });
        await ward.LookAsync();
        Assert.Equal("disabled", (string?)(await ward.WebhookAsync("order.updated"))["status"]);
        Assert.Equal(["webhook_disabled"], await ward.OpenAsync());
    }

    [Fact]
    public async Task A_missing_topic_is_told_of_and_made_on_a_persons_word()
    {
        await using var ward = await Ward.StartAsync();
        await ward.Shop.ControlAsync(HttpMethod.Delete, $"raw/webhooks/{(await ward.WebhookAsync("order.deleted"))["id"]}");
        await ward.LookAsync();
        Assert.Contains("order.deleted", Assert.Single(await ward.AlertsAsync()).Message);
        Assert.Equal(["webhook_missing"], await ward.OpenAsync());
        Assert.Equal(10, (await ward.WebhooksAsync()).Count);
        await ward.CallAsync();
        Assert.Empty(await ward.OpenAsync());
        Assert.Equal(11, (await ward.WebhooksAsync()).Count);
    }

    [Fact]
    public async Task An_address_that_redirects_is_told_of_because_the_shop_takes_it_for_delivered()
    {
        await using var ward = await Ward.StartAsync();
        await using var proxy = await Proxy.StartAsync(http =>
        {
            http.Response.StatusCode = 301;
            http.Response.Headers.Location = "https://sync.example/elsewhere";
            return Task.CompletedTask;
        });
        var report = await ward.CallAsync(repair: true, url: $"{proxy.Url}/webhooks/woocommerce/shop-1");
        var finding = report.GetProperty("findings").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "delivery_address");
        Assert.Contains("redirects to https://sync.example/elsewhere", finding.GetProperty("message").GetString());
        Assert.Equal("webhook_id=1", proxy.Bodies.Last());
        await ward.LookAsync();
        Assert.Equal(["delivery_address"], await ward.OpenAsync());
        await ward.CallAsync(repair: true);
        Assert.Empty(await ward.OpenAsync());
    }

    [Fact]
    public async Task A_changed_secret_is_told_of_with_the_webhook_and_repair_sets_it_anew()
    {
        await using var ward = await Ward.StartAsync();
        await ward.PlaceAsync();
        await ward.DeliverAsync();
        await ward.ChangeAsync("order.created", new { secret = "something-else" });
        var id = (long)(await ward.WebhookAsync("order.created"))["id"]!;
        var lost = await ward.PlaceAsync();
        await ward.DeliverAsync();
        ward.Stage.Clock.Forward(TimeSpan.FromSeconds(6)); // counters are written every few seconds
        await Until.TrueAsync(async () =>
        {
            await using var journal = ward.Edge.Journal();
            return await journal.Refusals.AnyAsync(refusal => refusal.WebhookId == id, Cancel);
        }, "the refusal is counted");

        await ward.LookAsync();
        await ward.LookAsync();
        var alert = Assert.Single(await ward.AlertsAsync());
        Assert.Equal("secret_changed", alert.Kind);
        Assert.Contains($"webhook {id}", alert.Message);
        Assert.DoesNotContain(Samples.Secret, alert.Message);

        ward.Stage.Clock.Forward(TimeSpan.FromSeconds(1));
        var report = await ward.CallAsync(repair: true);
        Assert.Equal("corrected", report.GetProperty("topics").EnumerateArray().Single(topic => topic.GetProperty("id").GetInt64() == id).GetProperty("action").GetString());
        Assert.Empty(await ward.OpenAsync());
        await Until.TrueAsync(() => ward.Stage.Book.Of("supabase").Any(change => change.Key == $"{lost}"), "what was refused is read");
        var order = await ward.PlaceAsync();
        await ward.DeliverAsync();
        await Until.TrueAsync(() => ward.Stage.Book.Of("supabase").Any(change => change.Key == $"{order}"), "the shop signs with the right secret");
    }

    [Fact]
    public async Task A_shop_that_tells_nothing_of_its_newest_order_is_read_and_told_of()
    {
        await using var ward = await Ward.StartAsync();
        await ward.PlaceAsync();
        await ward.DeliverAsync();
        await ward.Edge.SettledAsync(); // a word that comes while the next one is awaited would count as the shop speaking
        await ward.LookAsync();
        await ward.Shop.ControlAsync(HttpMethod.Patch, "delivery", new { hold = true });
        var order = await ward.PlaceAsync();
        await ward.LookAsync();
        ward.Stage.Clock.Forward(TimeSpan.FromMinutes(20));
        await ward.LookAsync();
        Assert.Empty(await ward.OpenAsync()); // deliveries leave with WP-Cron: that may be

        ward.Stage.Clock.Forward(TimeSpan.FromMinutes(11));
        Assert.NotEmpty((await ward.LookAsync()).Runs);
        Assert.Contains($"order {order}", Assert.Single(await ward.AlertsAsync()).Message);
        Assert.Equal(["shop_silent"], await ward.OpenAsync());
        await Until.TrueAsync(() => ward.Stage.Book.Of("supabase").Any(change => change.Key == $"{order}"), "it is synced all the same");
        Assert.Empty((await ward.LookAsync()).Runs); // once

        await ward.Shop.ControlAsync(HttpMethod.Patch, "delivery", new { hold = false });
        await ward.DeliverAsync();
        await ward.Edge.SettledAsync();
        await ward.LookAsync();
        Assert.Empty(await ward.OpenAsync());
    }

    [Fact]
    public async Task What_a_copy_of_the_shop_delivers_is_answered_kept_and_never_written()
    {
        await using var ward = await Ward.StartAsync();
        var own = $"{await ward.PlaceAsync()}";
        await ward.DeliverAsync();
        await ward.Edge.SettledAsync();
        await ward.Shop.ControlAsync(HttpMethod.Patch, "delivery", new { source = "https://staging.shop.example/" });
        var order = await ward.PlaceAsync();
        await ward.DeliverAsync();
        Assert.All(await ward.WebhooksAsync(), webhook => Assert.Equal(0, (int)webhook["failure_count"]!)); // answered 200
        await ward.Edge.SettledAsync();
        await using (var journal = ward.Edge.Journal())
        {
            var rows = await journal.Deliveries.AsNoTracking().Where(row => row.Kind == DeliveryKind.Webhook && row.Key != own).ToListAsync(Cancel);
            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.Equal((DeliveryState.Held, "orders", $"{order}"), (row.State, row.Entity, row.Key)));
            Assert.Contains("https://staging.shop.example/", rows[0].Reason);
        }
        Assert.DoesNotContain(ward.Stage.Book.Of("quickbooks"), change => change.Key != own);
        await ward.LookAsync();
        var alert = Assert.Single(await ward.AlertsAsync());
        Assert.Equal("shop_cloned", alert.Kind);
        Assert.Contains("https://staging.shop.example/", alert.Message);
        Assert.Contains(ward.Shop.Url, alert.Message);

        // A replay is no way around it.
        var held = (await ward.Edge.GetAsync("/api/deliveries?state=Held")).GetProperty("deliveries")[0].GetProperty("id").GetInt64();
        await ward.Edge.SendAsync("/api/deliveries/replay", $$"""{"ids":[{{held}}]}""");
        await ward.Edge.SettledAsync();
        Assert.DoesNotContain(ward.Stage.Book.Of("quickbooks"), change => change.Key != own);

        // Unless a person says that it is the same shop.
        await ward.Edge.SendAsync("/api/webhooks/doctor/accept-source", """{"store_id":"shop-1","source":"no address"}""", 400);
        var accepted = await ward.Edge.SendAsync("/api/webhooks/doctor/accept-source", """{"store_id":"shop-1","source":"http://www.staging.shop.example"}""");
        Assert.True(accepted.GetProperty("released").GetInt32() >= 2);
        await Until.TrueAsync(() => ward.Stage.Book.Of("quickbooks").Any(change => change.Key == $"{order}"), "what was held goes on");
        await ward.Edge.SettledAsync();
        Assert.Single(ward.Stage.Book.Of("quickbooks"), change => change.Key == $"{order}");
        await ward.LookAsync();
        Assert.Empty(await ward.OpenAsync());
    }

    [Fact]
    public async Task The_address_that_a_stores_first_delivery_names_is_its_own_and_a_second_one_is_not()
    {
        await using var ward = await Ward.StartAsync();
        await ward.Shop.ControlAsync(HttpMethod.Patch, "delivery", new { source = "https://public.shop.example/" });
        var first = await ward.PlaceAsync();
        await ward.DeliverAsync();
        await Until.TrueAsync(() => ward.Stage.Book.Of("supabase").Any(change => change.Key == $"{first}"), "the first is taken");
        await ward.Shop.ControlAsync(HttpMethod.Patch, "delivery", new { source = "https://staging.shop.example/" });
        var second = await ward.PlaceAsync();
        await ward.DeliverAsync();
        await ward.Edge.SettledAsync();
        Assert.DoesNotContain(ward.Stage.Book.Of("supabase"), change => change.Key == $"{second}");
        await ward.LookAsync();
        Assert.Contains(await ward.AlertsAsync(), alert => alert.Kind == "shop_cloned" && alert.Message.Contains("https://staging.shop.example/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_delivery_without_a_source_and_one_of_another_spelling_are_taken()
    {
        await using var ward = await Ward.StartAsync();
        var body = System.Text.Encoding.UTF8.GetBytes(Bodies.Order(900));
        var headers = Edge.Signed("order.updated", body).Where(header => header.Key != "X-WC-Webhook-Source").ToList();
        await Edge.IdAsync(await ward.Edge.PostAsync(Edge.StoreId, body, headers));
        await Until.TrueAsync(() => ward.Stage.Book.Of("supabase").Any(change => change.Key == "900"));
        body = System.Text.Encoding.UTF8.GetBytes(Bodies.Order(901));
        await Edge.IdAsync(await ward.Edge.PostAsync(Edge.StoreId, body, [.. Edge.Signed("order.updated", body).Where(header => header.Key != "X-WC-Webhook-Source"), new("X-WC-Webhook-Source", ward.Shop.Url.Replace("http:", "https:"))]));
        await Until.TrueAsync(() => ward.Stage.Book.Of("supabase").Any(change => change.Key == "901"));
    }

    [Fact]
    public async Task A_shop_that_calls_itself_otherwise_is_said_and_its_deliveries_are_taken()
    {
        await using var ward = await Ward.StartAsync();
        await ward.PlaceAsync(); // so that another address is not the first one that it names
        await ward.DeliverAsync();
        await ward.Edge.SettledAsync();
        await ward.Shop.ControlAsync(HttpMethod.Patch, "settings", new { home = "https://public.shop.example" });
        await ward.Shop.ControlAsync(HttpMethod.Patch, "delivery", new { source = "https://public.shop.example/" });
        var order = await ward.PlaceAsync();
        await ward.DeliverAsync();
        await ward.Edge.SettledAsync();
        Assert.DoesNotContain(ward.Stage.Book.Of("supabase"), change => change.Key == $"{order}");
        Assert.Contains("shop_named_otherwise", Ward.Codes(await ward.LookAsync()));
        await Until.TrueAsync(() => ward.Stage.Book.Of("supabase").Any(change => change.Key == $"{order}"), "the shop's own word for its name counts");
        await ward.Edge.SettledAsync();
        await ward.LookAsync();
        Assert.Empty(await ward.OpenAsync());
    }

    [Fact]
    public async Task A_key_that_the_shop_refuses_is_told_of_at_once_and_a_shop_that_is_away_after_a_while()
    {
        await using var ward = await Ward.StartAsync();
        ward.Credential(("consumer_secret", "cs_wrong"));
        await ward.LookAsync();
        Assert.Equal(["shop_unreadable"], await ward.OpenAsync());
        ward.Credential(("consumer_key", ApiKeys.PowerlessKey), ("consumer_secret", ApiKeys.PowerlessSecret));
        await ward.LookAsync();
        Assert.Contains("administrator or shop manager", Assert.Single(await ward.AlertsAsync()).Message);
        ward.Credential(("consumer_key", ApiKeys.ReadWriteKey), ("consumer_secret", ApiKeys.ReadWriteSecret));
        await ward.LookAsync();
        Assert.Empty(await ward.OpenAsync());

        await ward.Shop.FailAsync(new { system = "woocommerce", kind = "status", status = 503 });
        await ward.LookAsync();
        await ward.LookAsync();
        Assert.Empty(await ward.OpenAsync());
        await ward.LookAsync();
        Assert.Equal(["shop_unreadable"], await ward.OpenAsync());
        await ward.Shop.MendAsync();
        await ward.LookAsync();
        Assert.Empty(await ward.OpenAsync());
    }

    [Fact]
    public async Task A_gap_that_a_crash_left_unread_is_read_at_the_next_look()
    {
        await using var ward = await Ward.StartAsync();
        var order = await ward.PlaceAsync();
        await using (var journal = ward.Edge.Journal())
        {
            // As it stands on disk between the shop's change and the run.
            var watch = await journal.ShopWatches.SingleAsync(Cancel);
            var memory = watch.Remembered();
            memory.ToSweep.Add("orders");
            watch.Remember(memory);
            await journal.SaveChangesAsync(Cancel);
        }
        Assert.Single((await ward.LookAsync()).Runs);
        await Until.TrueAsync(() => ward.Stage.Book.Of("supabase").Any(change => change.Key == $"{order}"));
        Assert.Empty((await ward.LookAsync()).Runs);
    }

    [Fact]
    public async Task Two_are_never_at_one_shop()
    {
        await using var ward = await Ward.StartAsync();
        await using (var journal = ward.Edge.Journal())
        {
            var watch = await journal.ShopWatches.SingleAsync(Cancel);
            watch.LeaseUntil = ward.Stage.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
            await journal.SaveChangesAsync(Cancel);
        }
        await ward.CallAsync(status: 409);
        ward.Stage.Clock.Forward(TimeSpan.FromMinutes(2)); // whoever was there died
        await ward.CallAsync();
    }
}
