namespace Webhooks.Journal;

/// <summary>Deliveries that were answered 401, counted by webhook. Their bodies are not kept.</summary>
public sealed class Refusal
{
    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; set; } = "";

    /// <summary>The webhook that was named; 0 where none was.</summary>
    public long WebhookId { get; set; }

    /// <summary>How many.</summary>
    public long Count { get; set; }

    /// <summary>The last one.</summary>
    public DateTimeOffset LastAt { get; set; }
}
