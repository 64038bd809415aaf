using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Delivering;

/// <summary>Webhook topics: which exist, the hooks behind them, and the kind of resource they tell of.</summary>
internal static class Topics
{
    private static readonly Dictionary<string, string[]> Hooks = new()
    {
        ["coupon.created"] = ["woocommerce_process_shop_coupon_meta", "woocommerce_new_coupon"],
        ["coupon.updated"] = ["woocommerce_process_shop_coupon_meta", "woocommerce_update_coupon"],
        ["coupon.deleted"] = ["wp_trash_post"],
        ["coupon.restored"] = ["untrashed_post"],
        ["customer.created"] = ["user_register", "woocommerce_created_customer", "woocommerce_new_customer"],
        ["customer.updated"] = ["profile_update", "woocommerce_update_customer"],
        ["customer.deleted"] = ["delete_user"],
        ["order.created"] = ["woocommerce_new_order"],
        ["order.updated"] = ["woocommerce_update_order", "woocommerce_order_refunded"],
        ["order.deleted"] = ["wp_trash_post", "woocommerce_trash_order"],
        ["order.restored"] = ["untrashed_post", "woocommerce_untrash_order"],
        ["product.created"] = ["woocommerce_process_product_meta", "woocommerce_new_product", "woocommerce_new_product_variation"],
        ["product.updated"] = ["woocommerce_process_product_meta", "woocommerce_update_product", "woocommerce_update_product_variation"],
        ["product.deleted"] = ["wp_trash_post"],
        ["product.restored"] = ["untrashed_post"],
        ["product.published"] = ["woocommerce_product_published"],
    };

    public static bool Exists(string topic) => Hooks.ContainsKey(topic)
        || topic.StartsWith("action.woocommerce_", StringComparison.Ordinal) || topic.StartsWith("action.wc_", StringComparison.Ordinal);

    public static IReadOnlyList<string> HooksOf(string topic) => Hooks.TryGetValue(topic, out var hooks) ? hooks : [Event(topic)];

    public static string Resource(string topic) => topic[..topic.IndexOf('.', StringComparison.Ordinal)];

    public static string Event(string topic) => topic[(topic.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public static string Kind(string topic) => Resource(topic) switch
    {
        "order" => Kinds.Orders,
        "product" => Kinds.Products,
        "customer" => Kinds.Customers,
        "coupon" => Kinds.Coupons,
        var other => throw new ArgumentException($"topic {topic}: {other} is no kind of resource", nameof(topic)),
    };
}
