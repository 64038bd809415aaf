using System.Collections.Concurrent;

namespace Woo.Reading;

/// <summary>Makes clients. Those of one shop share its limit of requests at once and what was learned of it.</summary>
public sealed class WooClientFactory(IHttpClientFactory http, TimeProvider clock)
{
    internal const string HttpClientName = "woocommerce";

    private readonly ConcurrentDictionary<string, WooStore> _stores = new(StringComparer.Ordinal);

    /// <summary>
    /// A client for a shop. <paramref name="storeUrl"/> is its home address, exactly as WordPress has it: http or https, with or without www, with its folder.
    /// </summary>
    /// <exception cref="ArgumentException">The address or the key cannot be one; the message names the field.</exception>
    public WooClient For(string storeUrl, string consumerKey, string consumerSecret)
    {
        if (string.IsNullOrWhiteSpace(consumerKey)) throw new ArgumentException("consumer_key is empty", nameof(consumerKey));
        if (string.IsNullOrWhiteSpace(consumerSecret)) throw new ArgumentException("consumer_secret is empty", nameof(consumerSecret));
        var store = new WooStore(storeUrl);
        store = _stores.GetOrAdd(store.Home, store);
        return new WooClient(new WooHttp(http.CreateClient(HttpClientName), store, new WooKey(consumerKey.Trim(), consumerSecret.Trim()), clock));
    }
}
