using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Woo.Reading;

/// <summary>Shows the key, anew on every attempt.</summary>
internal sealed class SigningHandler(TimeProvider clock) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var woo = WooRequest.Of(request);
        request.Headers.Authorization = null;
        request.RequestUri = woo.Address;
        if (woo.Key is { } key)
        {
            if (woo.Auth == WooAuthStyle.Basic) request.Headers.Authorization = Basic(key);
            else request.RequestUri = Signed(woo, key, request.Method.Method);
        }
        return base.SendAsync(request, cancellationToken);
    }

    private static AuthenticationHeaderValue Basic(WooKey key) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key.ConsumerKey}:{key.ConsumerSecret}")));

    private Uri Signed(WooRequest woo, WooKey key, string method)
    {
        KeyValuePair<string, string>[] oauth =
        [
            new("oauth_consumer_key", key.ConsumerKey),
            new("oauth_timestamp", clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            new("oauth_nonce", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
            new("oauth_signature_method", "HMAC-SHA256"),
        ];
        var seenByShop = woo.Auth == WooAuthStyle.OAuthBehindProxy ? AsPlainHttp(woo.Address) : woo.Address;
        var signature = OAuthSignature.Sign(OAuthSignature.BaseString(method, seenByShop, [.. OAuthSignature.Query(woo.Address), .. oauth]), key.ConsumerSecret);
        var added = string.Join('&', oauth.Append(new("oauth_signature", signature)).Select(one => $"{one.Key}={OAuthSignature.Encode(one.Value)}"));
        return new Uri($"{woo.Address.AbsoluteUri}{(woo.Address.Query.Length > 0 ? "&" : "?")}{added}");
    }

    private static Uri AsPlainHttp(Uri address) => new UriBuilder(address) { Scheme = "http", Port = address.IsDefaultPort ? 80 : address.Port }.Uri;
}
