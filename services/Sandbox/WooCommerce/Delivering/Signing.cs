using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sandbox.WooCommerce.Delivering;

/// <summary>Signatures and delivery ids of webhooks.</summary>
public static class Signing
{
    private static readonly byte[] Salt = "the stand-in's wp_salt"u8.ToArray();

    /// <summary>base64 of HMAC-SHA256 over the body; the secret is first freed of HTML entities, as <c>wp_specialchars_decode</c> does.</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> body)
    {
        var plain = secret.Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&#039;", "'", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(plain), body));
    }

    /// <summary><c>wp_hash(webhook id . unix second)</c>: all deliveries of one webhook within a second share it.</summary>
    public static string DeliveryId(long webhookId, DateTimeOffset at) =>
        Convert.ToHexStringLower(HMACMD5.HashData(Salt, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{webhookId}{at.ToUnixTimeSeconds()}"))));
}
