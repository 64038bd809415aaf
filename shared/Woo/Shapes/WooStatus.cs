namespace Woo.Shapes;

/// <summary>Statuses with a meaning of their own. Shops add others by plugin; REST writes all without the <c>wc-</c> prefix.</summary>
public static class WooStatus
{
    /// <summary>In the shop's trash: deleted for its readers, restorable.</summary>
    public const string Trash = "trash";

    /// <summary>
    /// A cart on its way or an unsaved admin form, not an order yet. WooCommerce sends <c>checkout-draft</c> as <c>order.created</c>, and again
    /// when the order is placed.
    /// </summary>
    public static bool IsDraft(string? status) => status is "checkout-draft" or "auto-draft" or "draft" or "new";
}
