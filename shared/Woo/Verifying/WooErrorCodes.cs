namespace Woo.Verifying;

/// <summary>WooCommerce's own codes for "there is no such record": what tells a deleted record from a firewall's or a web server's 404.</summary>
public static class WooErrorCodes
{
    private static readonly Dictionary<string, HashSet<string>> InvalidIds = new(StringComparer.Ordinal)
    {
        ["orders"] = ["woocommerce_rest_shop_order_invalid_id", "woocommerce_rest_order_invalid_id", "woocommerce_rest_invalid_order_id"],
        ["products"] = ["woocommerce_rest_product_invalid_id", "woocommerce_rest_product_variation_invalid_id"],
        ["customers"] = ["woocommerce_rest_invalid_id"],
    };

    /// <summary>True where the code says that no record of this entity has the id.</summary>
    public static bool IsInvalidId(string entity, string? code) => code is not null && InvalidIds.TryGetValue(entity, out var codes) && codes.Contains(code);
}
