namespace Webhooks.Pulling;

/// <summary>What a reading of the shop reads.</summary>
public enum PullMode
{
    /// <summary>What changed since the last time. Customers, which WooCommerce cannot list by date, all; only what changed goes on.</summary>
    Incremental,

    /// <summary>Everything.</summary>
    Full,

    /// <summary>What was changed, or created, on certain days.</summary>
    DateRange,

    /// <summary>Certain records.</summary>
    Ids,
}
