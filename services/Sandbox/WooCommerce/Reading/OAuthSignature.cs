using System.Security.Cryptography;
using System.Text;

namespace Sandbox.WooCommerce.Reading;

/// <summary>One-legged OAuth 1.0a signatures (RFC 5849 §3.4), keyed with the consumer secret and an ampersand.</summary>
public static class OAuthSignature
{
    /// <summary>The signature over method, address without query, and all parameters but the signature itself.</summary>
    /// <param name="algorithm"><c>HMAC-SHA1</c> or <c>HMAC-SHA256</c>.</param>
    public static string Sign(string method, string address, IEnumerable<KeyValuePair<string, string>> parameters, string secret, string algorithm)
    {
        var sorted = parameters.Where(parameter => parameter.Key != "oauth_signature")
            .Select(parameter => (Key: Escape(parameter.Key), Value: Escape(parameter.Value)))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal).ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Key}={parameter.Value}");
        var text = Encoding.ASCII.GetBytes($"{method.ToUpperInvariant()}&{Escape(address)}&{Escape(string.Join('&', sorted))}");
        var key = Encoding.ASCII.GetBytes(secret + "&");
        return Convert.ToBase64String(algorithm == "HMAC-SHA256" ? HMACSHA256.HashData(key, text) : Sha1(key, text));
    }

    /// <summary>Percent-encoding of RFC 3986, as the RFC and PHP's <c>rawurlencode</c> have it.</summary>
    public static string Escape(string value) => Uri.EscapeDataString(value);

#pragma warning disable CA5350 // OAuth 1.0a names SHA-1; WooCommerce takes it
    private static byte[] Sha1(byte[] key, byte[] text) => HMACSHA1.HashData(key, text);
#pragma warning restore CA5350
}
