using Credentials.Sealing;
using Credentials.Tests.Driving;

namespace Credentials.Tests.Sealing;

public class SealerTests
{
    private static readonly SealedPlace Place = new("integration_credentials", "credentials_encrypted", "shop-a", "default-tenant", "woocommerce");

    private static Sealer With(string keys) => new(KeyRing.Parse(keys));

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("{\"wort\":\"Schlüssel ✓ 𝄞\"}")]
    public void What_is_sealed_opens_in_its_place(string text)
    {
        var sealer = With(CredentialsDriver.Key1);
        Assert.Equal(text, sealer.Open(sealer.Seal(text, Place), Place));
    }

    [Fact]
    public void The_same_text_is_sealed_differently_every_time()
    {
        var sealer = With(CredentialsDriver.Key1);
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(Convert.FromBase64String(sealer.Seal("secret", Place)).AsSpan(5, 12))).Distinct().Count());
    }

    public static TheoryData<string> OtherPlaces => ["table", "column", "row", "tenant", "platform"];

    [Theory]
    [MemberData(nameof(OtherPlaces))]
    public void A_value_moved_elsewhere_does_not_open(string what)
    {
        var elsewhere = what switch
        {
            "table" => Place with { Table = "token_states" },
            "column" => Place with { Column = "oauth_tokens_encrypted" },
            "row" => Place with { RowId = "shop-b" },
            "tenant" => Place with { TenantId = "other-tenant" },
            _ => Place with { Platform = "supabase" },
        };
        var sealer = With(CredentialsDriver.Key1);
        var value = sealer.Seal("secret", Place);
        Assert.Throws<UnreadableException>(() => sealer.Open(value, elsewhere));
    }

    [Fact]
    public void Parts_of_a_place_do_not_run_into_one_another()
    {
        var sealer = With(CredentialsDriver.Key1);
        var value = sealer.Seal("secret", Place with { RowId = "a", TenantId = "bc" });
        Assert.Throws<UnreadableException>(() => sealer.Open(value, Place with { RowId = "ab", TenantId = "c" }));
    }

    [Fact]
    public void Any_flipped_bit_is_noticed()
    {
        var sealer = With(CredentialsDriver.Key1);
        var bytes = Convert.FromBase64String(sealer.Seal("secret", Place));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<UnreadableException>(() => sealer.Open(Convert.ToBase64String(changed), Place));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AQIDBA==")]
    public void What_never_was_sealed_is_unreadable(string value) =>
        Assert.Throws<UnreadableException>(() => With(CredentialsDriver.Key1).Open(value, Place));

    [Fact]
    public void Every_key_of_the_ring_opens_and_the_first_seals()
    {
        var old = With(CredentialsDriver.Key1).Seal("secret", Place);
        var ring = With($"{CredentialsDriver.Key2}, {CredentialsDriver.Key1}");
        Assert.Equal("secret", ring.Open(old, Place));
        Assert.False(ring.IsCurrent(old));
        var renewed = ring.Seal("secret", Place);
        Assert.True(ring.IsCurrent(renewed));
        Assert.Equal("secret", With(CredentialsDriver.Key2).Open(renewed, Place));
    }

    [Fact]
    public void A_missing_key_is_named_by_its_id_and_nothing_else()
    {
        var value = With(CredentialsDriver.Key1).Seal("secret", Place);
        var error = Assert.Throws<UnreadableException>(() => With(CredentialsDriver.Key2).Open(value, Place));
        Assert.Contains(KeyRing.Parse(CredentialsDriver.Key1).Current.ToString(), error.Message);
        Assert.Contains("INTEGRATION_ENCRYPTION_KEY", error.Message);
    }
}
