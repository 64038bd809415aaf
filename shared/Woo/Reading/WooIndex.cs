using Woo.Shapes;

namespace Woo.Reading;

/// <summary>What a WordPress site says of itself at <c>/wp-json/</c>, to anyone.</summary>
/// <param name="Name">The shop's name.</param>
/// <param name="Home">The address that WordPress has for itself; "" where it does not say.</param>
/// <param name="GmtOffset">Hours before UTC, now.</param>
/// <param name="TimezoneString">Such as America/New_York; "" where the shop set only an offset.</param>
/// <param name="Namespaces">What APIs it has; <c>wc/v3</c> is WooCommerce's.</param>
public sealed record WooIndex(string Name, string Home, decimal GmtOffset, string TimezoneString, IReadOnlyList<string> Namespaces)
{
    /// <summary>WooCommerce's REST API v3 is there.</summary>
    public bool HasWooCommerce => Namespaces.Contains("wc/v3");

    internal static WooIndex Read(WooField index) => new(
        index.RequireObject()["name"].Text(),
        index["home"].Text(),
        index["gmt_offset"].NumberOrNull() ?? 0,
        index["timezone_string"].Text(),
        index["namespaces"].Many(name => name.Text()));
}
