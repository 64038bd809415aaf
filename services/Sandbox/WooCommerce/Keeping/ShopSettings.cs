using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.WooCommerce.Keeping;

/// <summary>How the shop is set up, and two switches of the stand-in.</summary>
public sealed record ShopSettings
{
    /// <summary>The site's title.</summary>
    public string Name { get; init; } = "Sandbox Shop";

    /// <summary>The address that the site gives as its own; where it is left out, the one at which it answers.</summary>
    public string? Home { get; init; }

    /// <summary>IANA name of the site's time zone.</summary>
    public string Timezone { get; init; } = "America/New_York";

    /// <summary>ISO code of the shop's currency.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Sign of the shop's currency, as orders carry it.</summary>
    public string CurrencySymbol { get; init; } = "$";

    /// <summary>The shop's own country, whose taxes are in its prices if prices include tax.</summary>
    public string BaseCountry { get; init; } = "US";

    /// <summary>The shop's own state.</summary>
    public string BaseState { get; init; } = "NY";

    /// <summary><c>woocommerce_prices_include_tax</c>.</summary>
    public bool PricesIncludeTax { get; init; }

    /// <summary><c>woocommerce_tax_round_at_subtotal</c>.</summary>
    public bool RoundAtSubtotal { get; init; }

    /// <summary>The shop takes itself to be on HTTPS: Basic and keys in the query are accepted beside OAuth.</summary>
    public bool BehavesAsHttps { get; init; }

    /// <summary>False: the WooCommerce plugin is off, every wc/v3 route answers <c>rest_no_route</c>.</summary>
    public bool PluginActive { get; init; } = true;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    internal JsonObject ToJson() => JsonSerializer.SerializeToNode(this, Json)!.AsObject();

    /// <summary>These settings with the given ones changed; an unknown name or zone is refused.</summary>
    internal ShopSettings With(JsonObject changes)
    {
        var merged = ToJson();
        foreach (var (name, value) in changes) merged[name] = value?.DeepClone();
        var settings = merged.Deserialize<ShopSettings>(Json)!;
        _ = TimeZoneInfo.FindSystemTimeZoneById(settings.Timezone);
        return settings;
    }
}
