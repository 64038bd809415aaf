using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Reading;

/// <summary>
/// Who asks, as <c>WC_REST_Authentication</c> finds out: over HTTPS keys in the query or Basic; anywhere OAuth 1.0a. Over plain HTTP Basic
/// is not even looked at, and an unknown key is nobody: both end as "cannot view".
/// </summary>
internal sealed class Authentication(ShopConfiguration configuration, TimeProvider time)
{
    private const long Window = 15 * 60;
    private static readonly string[] Required = ["oauth_consumer_key", "oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method"];
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _nonces = [];

    /// <summary>The key's rights, or null for nobody; refuses a wrong secret, signature, time, nonce or right.</summary>
    public ApiKey? Check(HttpRequest request)
    {
        var key = (configuration.Current.BehavesAsHttps ? Basic(request) : null) ?? OAuth(request);
        if (key is { MayWrite: false } && request.Method is "POST" or "PUT" or "PATCH" or "DELETE")
            throw Refused("The API key provided does not have write permissions.");
        return key;
    }

    private static ApiKey? Basic(HttpRequest request)
    {
        string name = request.Query["consumer_key"].ToString(), secret = request.Query["consumer_secret"].ToString();
        if (name.Length == 0 || secret.Length == 0)
        {
            if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return null;
            var decoded = new byte[header.Parameter?.Length ?? 0];
            if (!Convert.TryFromBase64String(header.Parameter ?? "", decoded, out var length)) return null;
            var parts = Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2);
            (name, secret) = (parts[0], parts.Length == 2 ? parts[1] : "");
        }
        if (ApiKeys.Find(name) is not { } key) return null;
        return Same(key.Secret, secret) ? key : throw Refused("Consumer secret is invalid.");
    }

    private ApiKey? OAuth(HttpRequest request)
    {
        var parameters = request.Query.SelectMany(parameter => parameter.Value.Select(value => KeyValuePair.Create(parameter.Key, value ?? ""))).ToList();
        parameters.AddRange(FromHeader(request.Headers.Authorization.ToString()));
        var given = parameters.Where(parameter => parameter.Value.Length > 0).DistinctBy(parameter => parameter.Key).ToDictionary();
        var missing = Required.Where(name => !given.ContainsKey(name)).ToList();
        if (missing.Count == Required.Length) return null;
        if (missing.Count > 0)
            throw new WooRefusal(401, "woocommerce_rest_authentication_missing_parameter", $"Missing OAuth parameter{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing)}");
        if (ApiKeys.Find(given["oauth_consumer_key"]) is not { } key) throw Refused("Consumer key is invalid.");
        if (given["oauth_signature_method"] is not ("HMAC-SHA1" or "HMAC-SHA256")) throw Refused("Invalid signature - signature method is invalid.");
        var address = $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}";
        var expected = OAuthSignature.Sign(request.Method, address, parameters, key.Secret, given["oauth_signature_method"]);
        if (!Same(expected, given["oauth_signature"])) throw Refused("Invalid signature - provided signature does not match.");
        CheckOnce(given["oauth_consumer_key"], given["oauth_timestamp"], given["oauth_nonce"]);
        return key;
    }

    private void CheckOnce(string key, string timestamp, string nonce)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || Math.Abs(now - at) > Window) throw Refused("Invalid timestamp.");
        lock (_gate)
        {
            if (_nonces.Count > 10_000)
                foreach (var old in _nonces.Where(known => known.Value < now - Window).Select(known => known.Key).ToList()) _nonces.Remove(old);
            if (!_nonces.TryAdd($"{key} {nonce}", at)) throw Refused("Invalid nonce - nonce has already been used.");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> FromHeader(string header)
    {
        if (!header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase)) yield break;
        foreach (var part in header["OAuth ".Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            if (pair.Length == 2 && pair[0] != "realm") yield return KeyValuePair.Create(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1].Trim('"')));
        }
    }

    private static bool Same(string left, string right) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private static WooRefusal Refused(string message) => new(401, "woocommerce_rest_authentication_error", message);
}
