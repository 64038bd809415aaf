using System.Net;
using Webhooks.Doctoring;
using Webhooks.Journal;
using Webhooks.Judging;

namespace Webhooks.Tests.Doctoring;

public class RulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("https://shop.example", "http://shop.example/")]
    [InlineData("https://shop.example", "https://www.shop.example/")]
    [InlineData("https://www.shop.example/", "http://SHOP.example")]
    [InlineData("https://shop.example/store", "https://shop.example/store/")]
    [InlineData("https://shop.example:443", "http://shop.example:80/")]
    [InlineData("https://shop.example", "https://shop.example/?lang=de")]
    [InlineData("https://xn--mller-kva.example", "https://müller.example/")]
    public void Two_ways_to_write_one_shop_are_one_shop(string left, string right) => Assert.Equal(ShopName.Of(left), ShopName.Of(right));

    [Theory]
    [InlineData("https://shop.example", "https://staging.shop.example/")]
    [InlineData("https://shop.example", "https://shop.example/staging/")]
    [InlineData("https://shop.example", "https://shop.example:8443/")]
    [InlineData("https://shop.example", "http://localhost:8888/")]
    [InlineData("https://shop.example", "https://shop.example.staging-host.example/")]
    public void A_copy_elsewhere_is_another_shop(string left, string right) => Assert.NotEqual(ShopName.Of(left), ShopName.Of(right));

    [Theory]
    [InlineData(200, """{"ping":true}""", null)]
    [InlineData(200, "<html>Welcome</html>", "another site")]
    [InlineData(301, "", "redirects to https://www.sync.example/x")]
    [InlineData(302, "", "takes 301 and 302 for delivered")]
    [InlineData(204, "", "takes that for delivered")]
    [InlineData(401, "", "login")]
    [InlineData(404, "<html>nginx</html>", "the proxy does not pass this path on")]
    [InlineData(404, """{"title":"Unknown store","detail":"..."}""", "no active WooCommerce credential")]
    [InlineData(502, "", "does not reach the platform")]
    [InlineData(418, "", "418")]
    public void What_the_address_answers_is_put_into_words(int status, string body, string? says)
    {
        var answer = AddressAnswer.Of("https://sync.example/x", (HttpStatusCode)status, status is 301 or 302 ? new Uri("https://www.sync.example/x") : null, body);
        if (says is null) Assert.Null(answer.Problem);
        else Assert.Contains(says, answer.Problem);
        Assert.Equal(says is null, answer.Fix is null);
    }

    [Fact]
    public void An_address_that_only_this_machine_does_not_reach_is_no_alarm_while_deliveries_arrive()
    {
        var answer = AddressAnswer.Of("https://sync.example/x", new HttpRequestException(HttpRequestError.ConnectionError));
        Assert.Equal("error", Assert.Single(Findings.OfAddress("https://sync.example/x", answer, arrives: false)).Level);
        Assert.Equal("info", Assert.Single(Findings.OfAddress("https://sync.example/x", answer, arrives: true)).Level);
        var tls = AddressAnswer.Of("https://sync.example/x", new HttpRequestException(HttpRequestError.SecureConnectionError));
        Assert.Equal("delivery_address", Assert.Single(Findings.OfAddress("https://sync.example/x", tls, arrives: true)).Code);
    }

    [Theory]
    [InlineData("https://sync.example/webhooks/woocommerce/s", null)]
    [InlineData("https://sync.example:8443/webhooks/woocommerce/s", "port 8443")]
    [InlineData("http://127.0.0.1:8080/webhooks/woocommerce/s", "not a public address")]
    [InlineData("http://192.168.1.5/webhooks/woocommerce/s", "not a public address")]
    public void An_address_that_WordPress_refuses_to_call_is_said(string address, string? says)
    {
        if (says is null) Assert.Null(DeliveryAddress.Unsendable(address));
        else Assert.Contains(says, DeliveryAddress.Unsendable(address));
    }

    [Fact]
    public void A_secret_is_doubted_while_refusals_are_newer_than_anything_verified()
    {
        Refusal[] refusals = [new() { WebhookId = 1, Count = 3, LastAt = Noon }, new() { WebhookId = 99, Count = 8, LastAt = Noon }];
        HashSet<long> ours = [1, 2];
        Assert.Equal([1L], SecretDoubt.Of(refusals, ours, new WatchMemory()).Select(refusal => refusal.WebhookId));
        Assert.Single(SecretDoubt.Of(refusals, ours, new WatchMemory { Verified = { [1] = Noon.AddMinutes(-1), [2] = Noon.AddMinutes(1) } }));
        Assert.Empty(SecretDoubt.Of(refusals, ours, new WatchMemory { Verified = { [1] = Noon.AddMinutes(1) } }));
        Assert.Empty(SecretDoubt.Of(refusals, ours, new WatchMemory { SecretSet = { [1] = Noon.AddMinutes(1) } }));
    }

    [Fact]
    public void What_is_remembered_is_the_same_after_writing_and_reading()
    {
        var watch = new ShopWatch();
        watch.Remember(new WatchMemory
        {
            JournalSeen = 7, Verified = { [3] = Noon }, Told = { ["orders"] = Noon }, Clones = { ["https://staging.example/"] = new CloneSeen(2, Noon) }, ToSweep = ["orders"],
            Silence = { ["orders"] = new SilenceMemory(5, 6, Noon, Noon) }, Reactivated = [Noon], SecretSet = { [4] = Noon }, Unreadable = 2,
        });
        var read = watch.Remembered();
        var again = new ShopWatch();
        again.Remember(read);
        Assert.Equal(watch.Memory, again.Memory);
        Assert.Equal((7L, Noon, new SilenceMemory(5, 6, Noon, Noon)), (read.JournalSeen, read.Verified[3], read.Silence["orders"]));
    }
}
