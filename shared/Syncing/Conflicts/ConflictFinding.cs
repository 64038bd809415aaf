namespace Syncing.Conflicts;

/// <summary>A conflict as it was found.</summary>
public sealed record ConflictFinding
{
    /// <summary>The tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>Id of the WooCommerce credential.</summary>
    public required string StoreId { get; init; }

    /// <summary>The target account.</summary>
    public required string Account { get; init; }

    /// <summary>orders, products or customers.</summary>
    public required string Entity { get; init; }

    /// <summary>The WooCommerce id.</summary>
    public required string Key { get; init; }

    /// <summary>See <see cref="Conflict.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>See <see cref="Conflict.Subject"/>.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The id in the target.</summary>
    public string? ExternalId { get; init; }

    /// <summary>What happened, in words.</summary>
    public required string Message { get; init; }

    /// <summary>Where the sides differ.</summary>
    public IReadOnlyList<ConflictSide> Sides { get; init; } = [];

    /// <summary>What stands in the target, whole.</summary>
    public string? Standing { get; init; }

    /// <summary>The ledger holds the record because of it.</summary>
    public bool Held { get; init; }

    /// <summary>The policy that was applied.</summary>
    public string? Policy { get; init; }
}
