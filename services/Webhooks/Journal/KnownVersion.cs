namespace Webhooks.Journal;

/// <summary>The newest version known of one record.</summary>
public sealed class KnownVersion
{
    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; set; } = "";

    /// <summary>orders, products or customers.</summary>
    public string Entity { get; set; } = "";

    /// <summary>The WooCommerce id.</summary>
    public string Key { get; set; } = "";

    /// <summary>First half of the version.</summary>
    public DateTimeOffset? Modified { get; set; }

    /// <summary>Second half; only grows.</summary>
    public long Seq { get; set; }

    /// <summary>Hash of the content.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>Trashed or gone.</summary>
    public bool Deleted { get; set; }

    /// <summary>Which refunds the order had, see <see cref="RefundMark"/>; null where it had none. A refund that is deleted moves no date.</summary>
    public string? Refunds { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
