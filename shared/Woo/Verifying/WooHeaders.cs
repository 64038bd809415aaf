using System.Globalization;

namespace Woo.Verifying;

/// <summary>The headers of a delivery that say something. A creation ping has none of the <c>X-WC-</c> ones.</summary>
public sealed record WooHeaders
{
    /// <summary><c>X-WC-Webhook-Topic</c>, such as <c>order.updated</c>.</summary>
    public string? Topic { get; init; }

    /// <summary><c>X-WC-Webhook-Signature</c>.</summary>
    public string? Signature { get; init; }

    /// <summary><c>X-WC-Webhook-Source</c>: the shop's home address, with a slash at its end.</summary>
    public string? Source { get; init; }

    /// <summary><c>X-WC-Webhook-ID</c>.</summary>
    public long? WebhookId { get; init; }

    /// <summary>
    /// <c>X-WC-Webhook-Delivery-ID</c>. Not unique: a hash of webhook and second, so different deliveries of one second share it.
    /// </summary>
    public string? DeliveryId { get; init; }

    /// <summary><c>Content-Type</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>Picks them out, whatever their case; proxies lower it.</summary>
    public static WooHeaders From(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers) found.TryAdd(name, value);
        return new WooHeaders
        {
            Topic = found.GetValueOrDefault("X-WC-Webhook-Topic"),
            Signature = found.GetValueOrDefault("X-WC-Webhook-Signature"),
            Source = found.GetValueOrDefault("X-WC-Webhook-Source"),
            WebhookId = long.TryParse(found.GetValueOrDefault("X-WC-Webhook-ID"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
            DeliveryId = found.GetValueOrDefault("X-WC-Webhook-Delivery-ID"),
            ContentType = found.GetValueOrDefault("Content-Type"),
        };
    }
}
