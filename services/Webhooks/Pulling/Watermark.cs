namespace Webhooks.Pulling;

/// <summary>
/// Up to which date of change a store's records were read for one account of a target. It moves to what was read, never to the time of
/// reading, only once that is in the journal, and never back, but where a run is cancelled that had moved it.
/// </summary>
public sealed class Watermark
{
    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; set; } = "";

    /// <summary>orders, products or customers.</summary>
    public string Entity { get; set; } = "";

    /// <summary>The target.</summary>
    public string Target { get; set; } = "";

    /// <summary>The company or project: another one begins anew.</summary>
    public string Account { get; set; } = "";

    /// <summary>Greatest <c>date_modified_gmt</c> read.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>When it last moved.</summary>
    public DateTimeOffset MovedAt { get; set; }
}
