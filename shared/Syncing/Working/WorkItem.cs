using Contracts;

namespace Syncing.Working;

/// <summary>One claimed version of one record.</summary>
public sealed record WorkItem
{
    /// <summary>The ledger row.</summary>
    public required long RecordId { get; init; }

    /// <summary>The tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>Id of the WooCommerce credential.</summary>
    public required string StoreId { get; init; }

    /// <summary><see cref="Entities"/>.</summary>
    public required string Entity { get; init; }

    /// <summary>The WooCommerce id.</summary>
    public required string Key { get; init; }

    /// <summary>The version to write.</summary>
    public required RecordVersion Version { get; init; }

    /// <summary>The version that the target is known to hold; null where nothing was ever confirmed.</summary>
    public RecordVersion? Applied { get; init; }

    /// <summary>The id in the target, from an earlier write.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Trashed or gone in the shop, confirmed.</summary>
    public bool Deleted { get; init; }

    /// <summary>The record as WooCommerce's REST API v3 gives it, JSON.</summary>
    public required string Body { get; init; }

    /// <summary>For orders with refunds: the refunds in full, a JSON array.</summary>
    public string? Refunds { get; init; }

    /// <summary>Write even where nothing seems to have changed.</summary>
    public bool Force { get; init; }

    /// <summary>Import records older than the target's start date too.</summary>
    public bool History { get; init; }

    /// <summary>The run that wants the version.</summary>
    public Guid SyncId { get; init; }

    /// <summary>How often this version was tried before.</summary>
    public int Attempts { get; init; }
}
