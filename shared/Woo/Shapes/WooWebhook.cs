namespace Woo.Shapes;

/// <summary>A webhook as the shop's REST API shows it. Its secret is never shown, nor how often its deliveries failed.</summary>
/// <param name="Id">Its id, which deliveries carry as <c>X-WC-Webhook-ID</c>.</param>
/// <param name="Name">As a person or program named it.</param>
/// <param name="Status">See <see cref="WooWebhookStatus"/>.</param>
/// <param name="Topic">Such as <c>order.updated</c>.</param>
/// <param name="DeliveryUrl">Where it delivers to.</param>
public sealed record WooWebhook(long Id, string Name, string Status, string Topic, string DeliveryUrl)
{
    /// <summary>Reads one of a list, or the answer to a change.</summary>
    /// <exception cref="WooShapeException">A field is missing or of another kind.</exception>
    internal static WooWebhook Read(WooField webhook) => new(
        webhook.RequireObject()["id"].Id(),
        webhook["name"].Text(),
        webhook["status"].Text(),
        webhook["topic"].Text(),
        webhook["delivery_url"].Text());
}

/// <summary>Whether a webhook delivers.</summary>
public static class WooWebhookStatus
{
    /// <summary>It delivers.</summary>
    public const string Active = "active";

    /// <summary>A person stopped it.</summary>
    public const string Paused = "paused";

    /// <summary>WooCommerce switched it off after a row of failures, without telling anybody; a person may also set it.</summary>
    public const string Disabled = "disabled";
}
