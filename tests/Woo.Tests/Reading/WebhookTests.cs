using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Woo.Reading;
using Woo.Shapes;

namespace Woo.Tests.Reading;

public class WebhookTests
{
    private const string Hook = """{"id":7,"name":"Platform: order.created","status":"active","topic":"order.created","resource":"order","event":"created","hooks":["woocommerce_new_order"],"delivery_url":"https://sync.example/webhooks/woocommerce/s","date_created":"2026-11-22T10:00:00"}""";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_read_to_its_end()
    {
        await using var shop = await FakeShop.Start();
        shop.Lists["webhooks"] = [.. Enumerable.Range(1, 130).Select(id => Hook.Replace("\"id\":7", $"\"id\":{id}"))];
        var webhooks = Assert.IsType<WooAnswer<IReadOnlyList<WooWebhook>>.Found>(await shop.Client().WebhooksAsync(Cancel)).Value;
        Assert.Equal(130, webhooks.Count);
        Assert.Equal(new WooWebhook(1, "Platform: order.created", "active", "order.created", "https://sync.example/webhooks/woocommerce/s"), webhooks[0]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_webhook_is_made_with_its_secret_in_the_body_alone(bool tls)
    {
        await using var shop = await FakeShop.Start(tls);
        JsonElement sent = default;
        shop.Before = async http =>
        {
            if (http.Request.Method != "POST") return false;
            Assert.Equal(("/wp-json/wc/v3/webhooks", "application/json"), (http.Request.Path.Value, http.Request.ContentType));
            Assert.Equal(tls, http.Request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.Ordinal));
            Assert.Equal(!tls, http.Request.Query.ContainsKey("oauth_signature"));
            sent = JsonElement.Parse(await new StreamReader(http.Request.Body).ReadToEndAsync(Cancel));
            await FakeShop.Json(http, 201, Hook);
            return true;
        };
        var made = Assert.IsType<WooAnswer<WooWebhook>.Found>(await shop.Client().CreateWebhookAsync("Platform: order.created", "order.created", "https://sync.example/webhooks/woocommerce/s", "secretwords", Cancel)).Value;
        Assert.Equal(7, made.Id);
        Assert.Equal(["name", "topic", "delivery_url", "secret", "status"], sent.EnumerateObject().Select(field => field.Name));
        Assert.Equal("secretwords", sent.GetProperty("secret").GetString());
        Assert.All(shop.Requests, request => Assert.DoesNotContain("secretwords", request));
    }

    [Fact]
    public async Task A_change_sends_only_what_changes()
    {
        await using var shop = await FakeShop.Start();
        var sent = "";
        shop.Before = async http =>
        {
            sent = $"{http.Request.Method} {http.Request.Path} {await new StreamReader(http.Request.Body).ReadToEndAsync(Cancel)}";
            await FakeShop.Json(http, 200, Hook);
            return true;
        };
        await shop.Client().UpdateWebhookAsync(7, status: "active", cancellationToken: Cancel);
        Assert.Equal("""PUT /wp-json/wc/v3/webhooks/7 {"status":"active"}""", sent);
    }

    [Theory]
    [InlineData(401, "woocommerce_rest_authentication_error", "The API key provided does not have write permissions.", "Read/Write")]
    [InlineData(403, "woocommerce_rest_cannot_create", "Sorry, you are not allowed to create resources.", "administrator or shop manager")]
    [InlineData(400, "woocommerce_rest_shop_webhook_invalid_topic", "Webhook topic is required and must be valid.", "refused the request")]
    public async Task A_refusal_says_what_is_missing(int status, string code, string message, string says)
    {
        await using var shop = await FakeShop.Start();
        shop.Before = async http =>
        {
            await FakeShop.Json(http, status, JsonSerializer.Serialize(new { code, message, data = new { status } }));
            return true;
        };
        var fault = Assert.IsType<WooAnswer<WooWebhook>.Unavailable>(await shop.Client().CreateWebhookAsync("n", "order.created", "https://x.example/", "s", Cancel)).Fault;
        Assert.Contains(says, fault.Message);
        Assert.Equal(status != 400, fault.IsUnauthorised);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_change_is_never_repeated(int status)
    {
        await using var shop = await FakeShop.Start();
        shop.Before = http => FakeShop.Html(http, status, "busy");
        Assert.IsType<WooAnswer<WooWebhook>.Unavailable>(await shop.Client().CreateWebhookAsync("n", "order.created", "https://x.example/", "s", Cancel));
        Assert.Single(shop.Requests);
    }

    [Fact]
    public async Task The_newest_record_is_asked_for_by_its_id()
    {
        await using var shop = await FakeShop.Start();
        shop.Lists["orders"] = ["""{"id":140,"date_created_gmt":"2026-11-22T10:00:00"}"""];
        shop.Lists["products"] = [];
        var newest = Assert.IsType<WooAnswer<WooNewest?>.Found>(await shop.Client().NewestAsync("orders", Cancel)).Value;
        Assert.Equal(new WooNewest(140, new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero)), newest);
        Assert.Contains(shop.Requests, request => request.Contains("orderby=id&order=desc&per_page=1&status=any", StringComparison.Ordinal));
        Assert.Null(Assert.IsType<WooAnswer<WooNewest?>.Found>(await shop.Client().NewestAsync("products", Cancel)).Value);
    }
}
