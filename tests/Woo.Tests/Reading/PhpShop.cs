using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Woo.Tests.Reading;

/// <summary>How the shop's side checks a signed query: parameters decoded by PHP, sorted by raw name, encoded piece by piece.</summary>
internal static class PhpShop
{
    public static string Signature(string method, string address, IEnumerable<KeyValuePair<string, StringValues>> query, string secret)
    {
        var pairs = query.Where(pair => pair.Key != "oauth_signature")
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => RawUrlEncode($"{RawUrlEncode(pair.Key)}={RawUrlEncode(pair.Value.ToString())}"));
        var text = $"{method}&{RawUrlEncode(address)}&{string.Join("%26", pairs)}";
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret + "&"), Encoding.UTF8.GetBytes(text)));
    }

    private static string RawUrlEncode(string text)
    {
        var encoded = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)one) || one is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~') encoded.Append((char)one);
            else encoded.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{one:X2}");
        }
        return encoded.ToString();
    }
}
