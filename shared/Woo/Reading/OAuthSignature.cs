using System.Security.Cryptography;
using System.Text;

namespace Woo.Reading;

/// <summary>
/// OAuth 1.0a without a token ("one-legged"), RFC 5849 §3.4, as WooCommerce demands it over plain HTTP. Pure functions.
/// </summary>
internal static class OAuthSignature
{
    /// <summary>Percent-encoding of RFC 3986: all but letters, digits, <c>-._~</c>, as UTF-8, in upper-case hex (RFC 5849 §3.6).</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    /// <summary>The text that is signed (§3.4.1): method, address without query, and all parameters, query ones included.</summary>
    public static string BaseString(string method, Uri address, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var normalized = string.Join('&', parameters
            .Select(parameter => (Name: Encode(parameter.Key), Value: Encode(parameter.Value)))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}"));
        return $"{method.ToUpperInvariant()}&{Encode(BaseAddress(address))}&{Encode(normalized)}";
    }

    /// <summary>§3.4.2 with SHA-256: the key is the encoded secret and an empty token secret.</summary>
    public static string Sign(string baseString, string consumerSecret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.ASCII.GetBytes($"{Encode(consumerSecret)}&"), Encoding.ASCII.GetBytes(baseString)));

    /// <summary>The parameters of a query, decoded, in their order, repeats kept.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Query(Uri address)
    {
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            yield return new(Decode(parts[0]), parts.Length > 1 ? Decode(parts[1]) : "");
        }
    }

    // §3.4.1.2: scheme and host in lower case, the port only where it is not the scheme's own.
    private static string BaseAddress(Uri address) =>
        $"{address.Scheme.ToLowerInvariant()}://{address.IdnHost.ToLowerInvariant()}{(address.IsDefaultPort ? "" : $":{address.Port}")}{address.AbsolutePath}";

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
