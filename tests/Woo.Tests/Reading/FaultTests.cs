using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Woo.Reading;

namespace Woo.Tests.Reading;

public class FaultTests
{
    [Theory]
    [InlineData("err-401-nokey", 401, WooFaultKind.KeyRefused)]
    [InlineData("err-401-unknown-key", 401, WooFaultKind.KeyRefused)]
    [InlineData("err-401-plain-http", 401, WooFaultKind.KeyRefused)]
    [InlineData("err-401-badsecret", 401, WooFaultKind.SecretWrong)]
    [InlineData("err-401-readonly-write", 401, WooFaultKind.RightsMissing)]
    [InlineData("err-400-per-page", 400, WooFaultKind.BadRequest)]
    [InlineData("err-400-date", 400, WooFaultKind.BadRequest)]
    [InlineData("err-400-status", 400, WooFaultKind.BadRequest)]
    [InlineData("err-400-json", 400, WooFaultKind.BadRequest)]
    [InlineData("err-404-route", 404, WooFaultKind.RouteMissing)]
    [InlineData("err-413-batch-101", 413, WooFaultKind.BadRequest)]
    public void Every_captured_error_has_a_kind_and_says_what_to_do(string name, int status, WooFaultKind kind)
    {
        var fault = Of(Sample.Rest(name), status);
        Assert.Equal(kind, fault.Kind);
        Assert.False(fault.IsTransient);
        Assert.Equal(JsonElement.Parse(Sample.Rest(name)).GetProperty("code").GetString(), fault.Code);
        Assert.EndsWith($"[{status} {fault.Code}]", fault.Message);
    }

    [Theory]
    [InlineData("Der Consumer-Schlüssel ist ungültig.", WooFaultKind.KeyRefused, "Consumer-Schlüssel")]
    [InlineData("Invalid timestamp.", WooFaultKind.KeyRefused, "clock")]
    [InlineData("Consumer key is invalid.", WooFaultKind.KeyRefused, "consumer_key")]
    [InlineData("Invalid signature - provided signature does not match.", WooFaultKind.SecretWrong, "store_url")]
    public void Refusals_of_a_signature_are_told_apart(string words, WooFaultKind kind, string says)
    {
        var fault = Of(JsonSerializer.Serialize(new { code = "woocommerce_rest_authentication_error", message = words, data = new { status = 401 } }), 401);
        Assert.Equal(kind, fault.Kind);
        Assert.Contains(says, fault.Message);
    }

    [Fact]
    public void A_plugin_that_closes_the_REST_API_is_no_matter_of_the_key() =>
        Assert.Contains("security plugin", Of("""{"code":"rest_cannot_access","message":"DRA: Only authenticated users can access the REST API.","data":{"status":401}}""", 401).Message);

    [Fact]
    public void Retry_After_comes_in_seconds_or_as_a_date()
    {
        var now = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromSeconds(30), RetryAfter.Of(RetryConditionHeaderValue.Parse("30"), now));
        Assert.Equal(TimeSpan.FromMinutes(2), RetryAfter.Of(RetryConditionHeaderValue.Parse("Sun, 22 Nov 2026 10:02:00 GMT"), now));
        Assert.Equal(TimeSpan.Zero, RetryAfter.Of(RetryConditionHeaderValue.Parse("Sun, 22 Nov 2026 09:00:00 GMT"), now));
        Assert.Null(RetryAfter.Of(null, now));
    }

    private static WooFault Of(string json, int status) => WooFaults.Of(
        new WooReply
        {
            Status = (HttpStatusCode)status,
            Address = new Uri("https://shop.example/wp-json/wc/v3/orders"),
            WithKey = true,
            Body = Encoding.UTF8.GetBytes(json),
            ContentType = "application/json",
            IsJsonType = true,
            Json = JsonElement.Parse(json),
        },
        new WooStore("https://shop.example"));
}
