using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Tests.Driving;
using Sandbox.WooCommerce.Reading;

namespace Sandbox.Tests.WooCommerce;

public class AuthenticationTests
{
    private const string Error = "woocommerce_rest_authentication_error";

    [Theory]
    [InlineData("HMAC-SHA1", false)]
    [InlineData("HMAC-SHA256", false)]
    [InlineData("HMAC-SHA1", true)]
    [InlineData("HMAC-SHA256", true)]
    public async Task Oauth_is_taken_in_query_and_header_with_both_algorithms(string algorithm, bool inHeader)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var answer = await sandbox.SendAsync(HttpMethod.Get, "orders?per_page=5&status=any", algorithm: algorithm, inHeader: inHeader);
        Assert.Equal("[]", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_signature_is_that_of_another_implementation()
    {
        // The parameters are those of RFC 5849 §1.2; the signature was computed with Python's hmac and urllib.
        var signature = OAuthSignature.Sign("POST", "https://photos.example.net/initiate",
        [
            new("oauth_consumer_key", "dpf43f3p2l4k3l03"), new("oauth_signature_method", "HMAC-SHA1"), new("oauth_timestamp", "137131200"),
            new("oauth_nonce", "wIjqoxSZ"), new("oauth_callback", "http://printer.example.com/ready"),
        ], "kd94hf93k423kf44", "HMAC-SHA1");
        Assert.Equal("/UvthHqLWsq3QBhDNNbCXRUcFvI=", signature);
    }

    [Fact]
    public async Task A_nonce_serves_once_and_a_time_only_a_quarter_of_an_hour()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        Assert.True((await sandbox.SendAsync(HttpMethod.Get, "orders", nonce: "once")).IsSuccessStatusCode);
        await SandboxHost.RefusedAsync(await sandbox.SendAsync(HttpMethod.Get, "orders", nonce: "once"), 401, Error, "Invalid nonce - nonce has already been used.");
        var old = sandbox.Clock.GetUtcNow().AddMinutes(-16);
        await SandboxHost.RefusedAsync(await sandbox.SendAsync(HttpMethod.Get, "orders", at: old), 401, Error, "Invalid timestamp.");
    }

    [Fact]
    public async Task Wrong_secret_unknown_key_and_missing_parts_have_their_own_words()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await SandboxHost.RefusedAsync(await sandbox.SendAsync(HttpMethod.Get, "orders", secret: "cs_wrong"), 401, Error, "Invalid signature - provided signature does not match.");
        await SandboxHost.RefusedAsync(await sandbox.SendAsync(HttpMethod.Get, "orders", key: "ck_nobody"), 401, Error, "Consumer key is invalid.");
        await SandboxHost.RefusedAsync(await sandbox.Http.GetAsync("/woocommerce/wp-json/wc/v3/orders?oauth_consumer_key=x", TestContext.Current.CancellationToken), 401,
            "woocommerce_rest_authentication_missing_parameter", "Missing OAuth parameters oauth_timestamp, oauth_nonce, oauth_signature, oauth_signature_method");
    }

    [Fact]
    public async Task Basic_over_plain_http_is_nobody_until_the_shop_behaves_as_https()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await SandboxHost.RefusedAsync(await Basic(sandbox, ApiKeys.ReadWriteSecret), 401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
        await sandbox.ControlAsync(HttpMethod.Patch, "settings", new { behaves_as_https = true });
        Assert.True((await Basic(sandbox, ApiKeys.ReadWriteSecret)).IsSuccessStatusCode);
        await SandboxHost.RefusedAsync(await Basic(sandbox, "cs_wrong"), 401, Error, "Consumer secret is invalid.");
        var inQuery = $"/woocommerce/wp-json/wc/v3/orders?consumer_key={ApiKeys.ReadKey}&consumer_secret={ApiKeys.ReadSecret}";
        Assert.True((await sandbox.Http.GetAsync(inQuery, TestContext.Current.CancellationToken)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_read_key_may_not_write_and_a_powerless_user_may_not_see()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await SandboxHost.RefusedAsync(await sandbox.SendAsync(HttpMethod.Post, "products", new JsonObject { ["name"] = "x" }, key: ApiKeys.ReadKey, secret: ApiKeys.ReadSecret),
            401, Error, "The API key provided does not have write permissions.");
        await SandboxHost.RefusedAsync(await sandbox.SendAsync(HttpMethod.Get, "orders", key: ApiKeys.PowerlessKey, secret: ApiKeys.PowerlessSecret),
            403, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
    }

    private static Task<HttpResponseMessage> Basic(SandboxHost sandbox, string secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/woocommerce/wp-json/wc/v3/orders");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ApiKeys.ReadWriteKey}:{secret}")));
        return sandbox.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Parameter_that_comes_twice_counts_once_as_php_reads_it()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var signed = sandbox.Signed(HttpMethod.Get, "products?per_page=1");
        signed.RequestUri = new Uri($"{signed.RequestUri}&per_page=1");
        Assert.Equal(200, (int)(await sandbox.Http.SendAsync(signed, TestContext.Current.CancellationToken)).StatusCode);
    }
}
