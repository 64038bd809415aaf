using System.Security.Cryptography;
using System.Text;

namespace Woo.Verifying;

/// <summary>
/// <c>X-WC-Webhook-Signature</c>: base64 of HMAC-SHA256 over the body's bytes as they came. The body must not be parsed and written again
/// before this.
/// </summary>
public static class WooSignature
{
    /// <summary>The header that WooCommerce sends with this body.</summary>
    public static string Compute(ReadOnlySpan<byte> body, string secret)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(body, secret, hash);
        return Convert.ToBase64String(hash);
    }

    /// <summary>True where the header was made with this secret. Takes the same time wherever they differ. An empty secret never matches.</summary>
    public static bool Matches(ReadOnlySpan<byte> body, string? signatureHeader, string secret) => Matches(body, signatureHeader, [secret]);

    /// <summary>True where the header was made with one of the secrets; two live during a rotation.</summary>
    public static bool Matches(ReadOnlySpan<byte> body, string? signatureHeader, IEnumerable<string> secrets)
    {
        Span<byte> sent = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signatureHeader is not { Length: > 0 and < 128 }
            || !Convert.TryFromBase64String(signatureHeader.Trim(), sent, out var written)
            || written != HMACSHA256.HashSizeInBytes) return false;

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var matches = false;
        foreach (var secret in secrets)
        {
            if (string.IsNullOrEmpty(secret)) continue; // anyone can sign with nothing
            Hash(body, secret, expected);
            matches |= CryptographicOperations.FixedTimeEquals(expected, sent);
        }
        return matches;
    }

    private static void Hash(ReadOnlySpan<byte> body, string secret, Span<byte> hash) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(WooSecret.AsApplied(secret)), body, hash);
}
