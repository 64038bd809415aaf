using System.Text;
using Woo.Verifying;

namespace Woo.Tests.Verifying;

public class SignatureTests
{
    private static readonly byte[] Body = """{"id":59}"""u8.ToArray();

    [Fact]
    public void Every_captured_signature_matches()
    {
        var signed = Sample.DeliveryNames.Where(name => Sample.Headers(name) is { Signature: not null, WebhookId: not 15 }).ToList();
        Assert.True(signed.Count > 80);
        Assert.All(signed, name => Assert.True(WooSignature.Matches(Sample.Delivery(name), Sample.Headers(name).Signature, Sample.Secret), name));
    }

    [Fact]
    public void A_changed_byte_anywhere_is_noticed()
    {
        var name = "0130-order.updated";
        var (body, signature) = (Sample.Delivery(name), Sample.Headers(name).Signature);
        for (var at = 0; at < body.Length; at++)
        {
            body[at] ^= 1;
            Assert.False(WooSignature.Matches(body, signature, Sample.Secret), $"byte {at}");
            body[at] ^= 1;
        }
        Assert.False(WooSignature.Matches([.. body, (byte)'\n'], signature, Sample.Secret));
        Assert.True(WooSignature.Matches(body, signature, Sample.Secret));
    }

    [Fact]
    public void A_webhook_with_another_secret_does_not_match() =>
        Assert.False(WooSignature.Matches(Sample.Delivery("0181-coupon.deleted"), Sample.Headers("0181-coupon.deleted").Signature, Sample.Secret));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AHcnlii85u2NlY8ZTO365Zts/aZw1vCn5R4NVGOXdE8")]
    public void Anything_else_in_the_header_is_refused(string? header) => Assert.False(WooSignature.Matches(Body, header, Sample.Secret));

    [Fact]
    public void An_overlong_header_is_refused() => Assert.False(WooSignature.Matches(Body, new string('A', 100_000), Sample.Secret));

    [Fact]
    public void Either_secret_of_a_rotation_matches_and_no_third()
    {
        string[] live = ["new secret", "old secret"];
        Assert.True(WooSignature.Matches(Body, WooSignature.Compute(Body, "new secret"), live));
        Assert.True(WooSignature.Matches(Body, WooSignature.Compute(Body, "old secret"), live));
        Assert.False(WooSignature.Matches(Body, WooSignature.Compute(Body, "third"), live));
        Assert.False(WooSignature.Matches(Body, WooSignature.Compute(Body, "new secret"), []));
    }

    [Fact]
    public void An_empty_secret_opens_nothing() => Assert.False(WooSignature.Matches(Body, WooSignature.Compute(Body, ""), ["", Sample.Secret]));

    [Fact]
    public void A_secret_stored_with_entities_signs_as_WordPress_decodes_it() =>
        Assert.Equal(WooSignature.Compute(Body, "a&b\"c'd"), WooSignature.Compute(Body, "a&amp;b&quot;c&#039;d"));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a & b", "a & b")]
    [InlineData("&lt;&gt;&#60;&#062;&#38;&#x26;&#X00027;&#39;&#34;&#x22;", "<><>&&''\"\"")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("&AMP;&nbsp;&eacute;&#65;", "&AMP;&nbsp;&eacute;&#65;")]
    public void Entities_are_decoded_once_and_only_WordPresss_own(string stored, string applied) => Assert.Equal(applied, WooSecret.AsApplied(stored));

    [Fact]
    public void Secrets_beyond_ASCII_are_UTF8() =>
        Assert.Equal(
            Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes("gemäß ☕"), Body)),
            WooSignature.Compute(Body, "gemäß ☕"));
}
