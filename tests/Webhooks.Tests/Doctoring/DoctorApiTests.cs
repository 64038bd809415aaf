using System.Net;
using System.Text.Json;
using Webhooks.Doctoring;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Doctoring;

/// <summary>The doctor's call.</summary>
public class DoctorApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_call_makes_the_eleven_webhooks_and_a_second_changes_nothing()
    {
        await using var ward = await Ward.StartAsync(setUp: false);
        var report = await ward.CallAsync();
        Assert.True(report.GetProperty("ok").GetBoolean(), report.ToString());
        Assert.Equal(OurTopics.All, Topics(report).Select(topic => topic.GetProperty("topic").GetString()!));
        Assert.All(Topics(report), topic => Assert.Equal(("active", "created", ward.DeliveryUrl), (topic.GetProperty("state").GetString(), topic.GetProperty("action").GetString(), topic.GetProperty("address").GetString())));
        Assert.DoesNotContain(Samples.Secret, report.ToString());

        var webhooks = await ward.WebhooksAsync();
        Assert.Equal(11, webhooks.Count);
        Assert.All(webhooks, webhook => Assert.Equal(("active", ward.DeliveryUrl, false), ((string?)webhook["status"], (string?)webhook["delivery_url"], (bool)webhook["pending_delivery"]!)));
        Assert.All(Topics(await ward.CallAsync()), topic => Assert.Equal("none", topic.GetProperty("action").GetString()));
        Assert.Equal(11, (await ward.WebhooksAsync()).Count);

        // Their secret is the credential's: what the shop announces is taken.
        var order = await ward.PlaceAsync();
        await ward.DeliverAsync();
        await Until.TrueAsync(() => ward.Stage.Book.Of("supabase").Any(change => change.Key == $"{order}"));
    }

    [Fact]
    public async Task The_address_is_asked_for_once_and_remembered()
    {
        await using var ward = await Ward.StartAsync(setUp: false);
        var refused = await ward.Edge.SendAsync("/api/webhooks/doctor", """{"store_id":"shop-1"}""", 400);
        Assert.Contains("Webhooks:PublicUrl", refused.GetProperty("errors").GetProperty("delivery_url")[0].GetString());
        Assert.Empty(await ward.WebhooksAsync());

        await ward.CallAsync(url: ward.Edge.Http.BaseAddress!.ToString()); // the public address alone is enough
        foreach (var webhook in await ward.WebhooksAsync()) await ward.Shop.ControlAsync(HttpMethod.Delete, $"raw/webhooks/{webhook["id"]}");
        var report = await ward.Edge.SendAsync("/api/webhooks/doctor", """{}""");
        Assert.Equal(ward.DeliveryUrl, report.GetProperty("delivery_url").GetString());
        Assert.Equal(11, (await ward.WebhooksAsync()).Count);
    }

    [Fact]
    public async Task The_setting_stands_in_where_no_address_was_given()
    {
        await using var ward = await Ward.StartAsync(setUp: false, settings: ["--Webhooks:PublicUrl", "http://sync.example/"]);
        var report = await ward.Edge.SendAsync("/api/webhooks/doctor", """{"store_id":"shop-1"}""");
        Assert.Equal("http://sync.example/webhooks/woocommerce/shop-1", report.GetProperty("delivery_url").GetString());
        Assert.Contains("delivery_address", Codes(report)); // nobody is there
    }

    [Theory]
    [InlineData("""{"store_id":"shop-1","delivery_url":"sync.example"}""", "delivery_url", "https://sync.example/webhooks/woocommerce/shop-1")]
    [InlineData("""{"store_id":"shop-1","delivery_url":"https://sync.example/hooks"}""", "delivery_url", "Must end with /webhooks/woocommerce/shop-1")]
    [InlineData("""{"store_id":"shop-1","delivery_url":"https://sync.example/webhooks/woocommerce/shop-2"}""", "delivery_url", "Must end with")]
    [InlineData("""{"store_id":"shop-1","delivery_url":"https://sync.example/webhooks/woocommerce/shop-1?x=1"}""", "delivery_url", "without user, ? or #")]
    [InlineData("""{"store_id":"another"}""", "store_id", "there is shop-1")]
    public async Task What_is_wrong_is_said_by_its_field(string body, string field, string says)
    {
        await using var ward = await Ward.StartAsync(setUp: false);
        var refused = await ward.Edge.SendAsync("/api/webhooks/doctor", body, 400);
        Assert.Contains(says, refused.GetProperty("errors").GetProperty(field)[0].GetString());
        Assert.Empty(await ward.WebhooksAsync());
    }

    [Fact]
    public async Task A_look_changes_nothing_in_the_shop_and_raises_nothing()
    {
        await using var ward = await Ward.StartAsync();
        await ward.ChangeAsync("order.created", new { status = "disabled" });
        await ward.Shop.ControlAsync(HttpMethod.Delete, $"raw/webhooks/{(await ward.WebhookAsync("order.deleted"))["id"]}");
        var report = await ward.Edge.GetAsync("/api/webhooks/doctor?store_id=shop-1");
        Assert.False(report.GetProperty("ok").GetBoolean());
        Assert.Equal(["webhook_disabled", "webhook_missing"], Codes(report));
        Assert.Equal("disabled", (string?)(await ward.WebhookAsync("order.created"))["status"]);
        Assert.Equal(10, (await ward.WebhooksAsync()).Count);
        Assert.Empty(await ward.AlertsAsync());
        await ward.Edge.GetAsync("/api/webhooks/doctor?store=shop-1", 400);
    }

    [Fact]
    public async Task A_call_switches_on_what_is_off_paused_or_not()
    {
        await using var ward = await Ward.StartAsync();
        await ward.ChangeAsync("order.created", new { status = "disabled" });
        await ward.ChangeAsync("product.updated", new { status = "paused" });
        var report = await ward.CallAsync();
        Assert.Equal(["order.created", "product.updated"], Topics(report).Where(topic => topic.GetProperty("action").GetString() == "activated").Select(topic => topic.GetProperty("topic").GetString()));
        Assert.All(await ward.WebhooksAsync(), webhook => Assert.Equal("active", (string?)webhook["status"]));
        Assert.Equal(2, report.GetProperty("runs").GetArrayLength()); // orders and products: what was not announced meanwhile is read
        Assert.True(report.GetProperty("ok").GetBoolean(), report.ToString());
    }

    [Fact]
    public async Task Repair_corrects_addresses_and_pauses_second_ones_and_deletes_nothing()
    {
        await using var ward = await Ward.StartAsync();
        foreach (var topic in (string[])["order.created", "order.updated"])
            await ward.ChangeAsync(topic, new { delivery_url = "http://127.0.0.1:1/webhooks/woocommerce/shop-1", secret = "of-another-time" });
        await ward.Shop.ControlAsync(HttpMethod.Post, "webhooks", new { topic = "product.created", delivery_url = ward.DeliveryUrl, secret = Samples.Secret });
        await ward.Shop.ControlAsync(HttpMethod.Post, "webhooks", new { topic = "order.created", delivery_url = "http://127.0.0.1:1/somebody-else", secret = "x" });

        var without = await ward.CallAsync();
        Assert.Equal(["delivery_address", "webhook_duplicate"], Codes(without, info: true));
        var report = await ward.CallAsync(repair: true);
        Assert.Equal(["order.created", "order.updated"], Topics(report).Where(topic => topic.GetProperty("action").GetString() == "corrected").Select(topic => topic.GetProperty("topic").GetString()));
        Assert.True(report.GetProperty("ok").GetBoolean(), report.ToString());
        var webhooks = await ward.WebhooksAsync();
        Assert.Equal(13, webhooks.Count);
        Assert.Equal(["active", "paused"], webhooks.Where(webhook => (string?)webhook["topic"] == "product.created").Select(webhook => (string)webhook["status"]!));
        Assert.Equal("http://127.0.0.1:1/somebody-else", (string?)webhooks[^1]["delivery_url"]);

        var order = await ward.PlaceAsync(); // with the right secret again
        await ward.DeliverAsync();
        await Until.TrueAsync(() => ward.Stage.Book.Of("quickbooks").Any(change => change.Key == $"{order}"));
    }

    [Fact]
    public async Task A_new_secret_reaches_every_webhook_by_repair()
    {
        await using var ward = await Ward.StartAsync();
        ward.Credential(("webhook_secret", "anothersecret2"), ("previous_webhook_secret", Samples.Secret));
        var report = await ward.CallAsync(repair: true);
        Assert.All(Topics(report), topic => Assert.Equal("corrected", topic.GetProperty("action").GetString()));
        Assert.Equal(0, report.GetProperty("runs").GetArrayLength());
        ward.Stage.Neighbours.Secret(Edge.StoreId, "anothersecret2", ""); // the old one is over
        ward.Credential();
        var order = await ward.PlaceAsync();
        await ward.DeliverAsync();
        await Until.TrueAsync(() => ward.Stage.Book.Of("supabase").Any(change => change.Key == $"{order}"));
    }

    [Fact]
    public async Task A_key_that_may_only_read_is_told_what_it_lacks()
    {
        await using var ward = await Ward.StartAsync(setUp: false, mayWrite: false);
        var report = await ward.CallAsync();
        Assert.False(report.GetProperty("ok").GetBoolean());
        var finding = report.GetProperty("findings").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "key_may_not_write");
        Assert.Contains("create order.created, order.updated", finding.GetProperty("message").GetString());
        Assert.Contains("Read/Write", finding.GetProperty("fix").GetString());
        Assert.All(Topics(report), topic => Assert.Equal("missing", topic.GetProperty("state").GetString()));
        Assert.Empty(await ward.WebhooksAsync());
    }

    [Fact]
    public async Task It_asks_for_the_key()
    {
        await using var ward = await Ward.StartAsync(setUp: false);
        using var http = new HttpClient { BaseAddress = ward.Edge.Http.BaseAddress };
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/webhooks/doctor", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsync("/api/webhooks/doctor/accept-source", null, Cancel)).StatusCode);
    }

    private static List<JsonElement> Topics(JsonElement report) => [.. report.GetProperty("topics").EnumerateArray()];

    private static string[] Codes(JsonElement report, bool info = false) => [.. report.GetProperty("findings").EnumerateArray().Where(finding => info || finding.GetProperty("level").GetString() != "info")
        .Select(finding => finding.GetProperty("code").GetString()!).Where(code => code != "address_not_public").Distinct().Order(StringComparer.Ordinal)];
}
