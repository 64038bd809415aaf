namespace Woo.Verifying;

/// <summary>What a webhook topic speaks of.</summary>
/// <param name="Entity"><c>orders</c>, <c>products</c> or <c>customers</c>; null where the platform does not sync it (coupons, pages, plugins' own).</param>
/// <param name="Event">What happened, by the shop's account; storefront orders come as updated before created.</param>
public readonly record struct WooTopic(string? Entity, WooEvent Event)
{
    /// <summary>Reads a topic such as <c>order.updated</c> or <c>action.woocommerce_delete_order</c>; never throws.</summary>
    public static WooTopic Parse(string? topic)
    {
        if (topic is null || topic.IndexOf('.') is not (> 0 and var dot)) return default;
        var (resource, name) = (topic[..dot], topic[(dot + 1)..]);
        if (resource == "action") return Action(name);
        return new WooTopic(
            resource switch { "order" => "orders", "product" => "products", "customer" => "customers", _ => null },
            name switch
            {
                "created" => WooEvent.Created,
                "updated" or "published" => WooEvent.Updated,
                "deleted" => WooEvent.Deleted,
                "restored" => WooEvent.Restored,
                _ => WooEvent.Unknown,
            });
    }

    // Shops that subscribe to these learn of deletes that WooCommerce's own topics keep silent about.
    private static WooTopic Action(string hook) => hook switch
    {
        "woocommerce_delete_order" or "woocommerce_before_delete_order" or "woocommerce_trash_order" => new WooTopic("orders", WooEvent.Deleted),
        "woocommerce_untrash_order" => new WooTopic("orders", WooEvent.Restored),
        "woocommerce_new_order" => new WooTopic("orders", WooEvent.Created),
        "woocommerce_update_order" or "woocommerce_order_refunded" or "woocommerce_payment_complete" => new WooTopic("orders", WooEvent.Updated),
        "woocommerce_delete_product" or "woocommerce_delete_product_variation" or "woocommerce_trash_product" => new WooTopic("products", WooEvent.Deleted),
        "woocommerce_new_product" or "woocommerce_new_product_variation" => new WooTopic("products", WooEvent.Created),
        "woocommerce_update_product" or "woocommerce_update_product_variation" => new WooTopic("products", WooEvent.Updated),
        "woocommerce_delete_customer" => new WooTopic("customers", WooEvent.Deleted),
        "woocommerce_new_customer" or "woocommerce_created_customer" => new WooTopic("customers", WooEvent.Created),
        "woocommerce_update_customer" => new WooTopic("customers", WooEvent.Updated),
        _ => default,
    };
}
