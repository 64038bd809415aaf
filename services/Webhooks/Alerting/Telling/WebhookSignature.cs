using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Webhooks.Alerting.Telling;

/// <summary>Signatures as Standard Webhooks 1.0.0 has them: HMAC-SHA256 over id, timestamp and body with dots between.</summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>The key in a secret; null where that is not <c>whsec_</c> and 24 to 64 bytes in base64.</summary>
    public static byte[]? Key(string secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) && length is >= 24 and <= 64 ? key[..length] : null;
    }

    /// <summary>The header <c>webhook-signature</c>.</summary>
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="at">When this try is made; <c>webhook-timestamp</c> has its Unix seconds.</param>
    /// <param name="body">The body as it is sent.</param>
    public static string Of(byte[] key, string id, DateTimeOffset at, byte[] body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}."));
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key.AsSpan(), [.. head, .. body]))}";
    }
}
