namespace Woo.Verifying;

/// <summary>What a delivery's body is.</summary>
public enum WooDeliveryKind
{
    /// <summary>The unsigned form <c>webhook_id=N</c> that WooCommerce posts when a webhook is made: answer 200, keep nothing.</summary>
    Ping,

    /// <summary>A whole record.</summary>
    Record,

    /// <summary>Only an id, <c>{"id":59}</c>: trashed, says the shop. Ask it before believing.</summary>
    Deleted,

    /// <summary><c>{"action":"woocommerce_delete_order","arg":61}</c>: a hook ran; what is true must be read.</summary>
    Action,

    /// <summary>WooCommerce could not read the record when it sent, and signed its own error: gone, or the webhook's owner lost rights.</summary>
    Error,

    /// <summary>Nothing that can be used, see <see cref="WooDelivery.Problem"/>.</summary>
    Unreadable,
}
