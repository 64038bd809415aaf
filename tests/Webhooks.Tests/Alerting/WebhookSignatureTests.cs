using System.Text;
using Webhooks.Alerting.Telling;

namespace Webhooks.Tests.Alerting;

public class WebhookSignatureTests
{
    // The vector that the libraries of Standard Webhooks test themselves with.
    [Fact]
    public void The_published_example_is_signed_as_published() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(WebhookSignature.Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!, "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")] // no prefix
    [InlineData("whsec_")]
    [InlineData("whsec_not base64!")]
    [InlineData("whsec_c2hvcnQ=")] // 5 bytes
    public void What_is_no_secret_has_no_key(string secret) => Assert.Null(WebhookSignature.Key(secret));

    [Theory]
    [InlineData(24)]
    [InlineData(64)]
    public void A_secret_has_24_to_64_bytes(int bytes)
    {
        Assert.Equal(bytes, WebhookSignature.Key($"whsec_{Convert.ToBase64String(new byte[bytes])}")!.Length);
        Assert.Null(WebhookSignature.Key($"whsec_{Convert.ToBase64String(new byte[bytes == 24 ? 23 : 65])}"));
    }
}
