using Credentials.Tests.Driving;
using Credentials.Tests.Outside;
using Microsoft.AspNetCore.Http;

namespace Credentials.Tests.Probing;

public class WooTestTests
{
    private static async Task<Answer> TestAsync(Func<HttpContext, Task> shop)
    {
        await using var site = await FakeSite.StartAsync(shop);
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("shop-a", Bodies.Woo(site.Url));
        return await app.PostAsync("/api/credentials/shop-a/test");
    }

    private static Task Index(HttpContext http) =>
        FakeSite.JsonAsync(http, 200, """{"name":"The Shop","home":"","gmt_offset":"0","timezone_string":"UTC","namespaces":["wp/v2","wc/v3"]}""");

    [Fact]
    public async Task A_shop_that_can_be_read_is_good_and_plain_http_is_noted()
    {
        var signed = 0;
        var answer = await TestAsync(http =>
        {
            if (http.Request.Path.Value!.TrimEnd('/') == "/wp-json") return Index(http);
            if (http.Request.Query.ContainsKey("oauth_signature")) Interlocked.Increment(ref signed);
            return FakeSite.JsonAsync(http, 200, "[]");
        });
        Assert.True(answer.Json.GetProperty("ok").GetBoolean(), answer.Body);
        Assert.Contains("plain http", answer.Body);
        Assert.Equal(3, signed);
    }

    [Fact]
    public async Task A_refused_key_is_said()
    {
        var answer = await TestAsync(http => http.Request.Path.Value!.TrimEnd('/') == "/wp-json" ? Index(http)
            : FakeSite.JsonAsync(http, 401, """{"code":"woocommerce_rest_authentication_error","message":"Consumer key is invalid.","data":{"status":401}}"""));
        Assert.False(answer.Json.GetProperty("ok").GetBoolean());
        Assert.Contains("consumer_key", answer.Body);
        Assert.DoesNotContain(Bodies.ConsumerKey, answer.Body);
    }

    [Fact]
    public async Task A_redirect_is_said_with_where_it_leads()
    {
        var answer = await TestAsync(http =>
        {
            http.Response.Redirect($"https://www.shop.example{http.Request.Path}");
            return Task.CompletedTask;
        });
        Assert.False(answer.Json.GetProperty("ok").GetBoolean());
        Assert.Contains("https://www.shop.example", answer.Body);
    }
}
