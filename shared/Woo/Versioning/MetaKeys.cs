namespace Woo.Versioning;

/// <summary>Entries of <c>meta_data</c> that change without anything having changed in the shop's books.</summary>
internal static class MetaKeys
{
    // Marks of WordPress and WooCommerce about themselves: who has the form open, when someone last looked, what is cleaned up later.
    private static readonly HashSet<string> Noise = new(StringComparer.Ordinal)
    {
        "_edit_lock", "_edit_last", "_debug_log_source_pending_deletion", "_reduced_stock", "_order_stock_reduced",
        "_wp_trash_meta_status", "_wp_trash_meta_time", "_wp_trash_meta_comments_status", "_wp_desired_post_slug", "_wp_old_slug",
        "wc_last_active", "last_update", "session_tokens", "default_password_nag", "community-events-location",
        "post_views_count", "views", "_views",
    };

    /// <summary>
    /// Orders: all but noise, because gateways put fees and references behind an underscore. Products and customers: what shops show;
    /// plugins count visits and cache what they like behind an underscore there.
    /// </summary>
    public static bool Counts(string entity, string key) => !Noise.Contains(key) && (entity == "orders" || !key.StartsWith('_'));
}
