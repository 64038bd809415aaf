using System.Text.Json.Nodes;
using Sandbox.Tests.Driving;
using Sandbox.WooCommerce.Delivering;

namespace Sandbox.Tests.WooCommerce;

public class SigningTests
{
    [Fact]
    public void Every_recorded_delivery_carries_the_signature_that_the_stand_in_would_make()
    {
        var signed = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Samples.Directory, "deliveries"), "*.headers.json"))
        {
            var headers = JsonNode.Parse(File.ReadAllText(file))!["headers"]!.AsArray().ToDictionary(header => (string)header![0]!, header => (string)header![1]!);
            if (!headers.TryGetValue("X-WC-Webhook-Signature", out var signature) || headers["X-WC-Webhook-ID"] == "15") continue; // a ping; a webhook with a secret of its own
            Assert.Equal(signature, Signing.Sign("woo-webhook-secret-1", File.ReadAllBytes(file.Replace(".headers.json", ".body", StringComparison.Ordinal))));
            signed++;
        }
        Assert.Equal(93, signed);
    }

    [Fact]
    public void A_secret_that_the_shop_stored_with_entities_signs_without_them() =>
        Assert.Equal(Signing.Sign("a&b\"c'd", "{}"u8), Signing.Sign("a&amp;b&quot;c&#039;d", "{}"u8));

    [Fact]
    public void Deliveries_of_one_webhook_within_a_second_share_their_id()
    {
        var at = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal(Signing.DeliveryId(1, at), Signing.DeliveryId(1, at.AddMilliseconds(999)));
        Assert.NotEqual(Signing.DeliveryId(1, at), Signing.DeliveryId(1, at.AddSeconds(1)));
        Assert.NotEqual(Signing.DeliveryId(1, at), Signing.DeliveryId(2, at));
    }
}
