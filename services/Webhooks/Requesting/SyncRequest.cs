using System.Text.Json.Serialization;

namespace Webhooks.Requesting;

/// <summary>What <c>POST /api/sync/woocommerce/{entity}</c> takes.</summary>
public sealed record SyncRequest
{
    /// <summary>One target; null for all.</summary>
    public string? Target { get; init; }

    /// <summary>Read everything, not only what changed; the targets write only differences.</summary>
    public bool FullSync { get; init; }

    /// <summary>Only say what would happen; nothing is written anywhere.</summary>
    public bool DryRun { get; init; }

    /// <summary>Only records of these days.</summary>
    public DateRange? DateRange { get; init; }

    /// <summary>Only these WooCommerce ids, numbers or strings of digits.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Import orders older than the QuickBooks connection's start date too.</summary>
    public bool History { get; init; }

    /// <summary>Write even where nothing changed. Never an older version, never a second document.</summary>
    public bool Force { get; init; }

    /// <summary>Null for the default tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>Id of the WooCommerce credential; may be missing where the tenant has one store.</summary>
    public string? StoreId { get; init; }

    /// <summary>Why, for the record.</summary>
    public string? Reason { get; init; }
}

/// <summary>Days, both inclusive, in the shop's zone.</summary>
public sealed record DateRange
{
    /// <summary>First day, <c>yyyy-MM-dd</c>.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last day, <c>yyyy-MM-dd</c>.</summary>
    public DateOnly? End { get; init; }

    /// <summary><c>modified</c> or <c>created</c>.</summary>
    public string? Field { get; init; }
}
