namespace Contracts.Proving;

/// <summary>What a proof asks a target service: a page of what its ledger holds, or of what stands in the target.</summary>
public sealed record ProofQuestion
{
    /// <summary>The tenant.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; init; } = "";

    /// <summary><see cref="Entities"/>.</summary>
    public string Entity { get; init; } = "";

    /// <summary>First day, in the shop's zone; for what stands in the target.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public DateOnly? End { get; init; }

    /// <summary>The instant at which <see cref="Start"/> begins in the shop.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The instant at which the day after <see cref="End"/> begins in the shop.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only these records, at most <see cref="MostKeys"/>; there is no second page then.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>Where the page before ended, as <see cref="ProofPage{T}.Next"/> said; null for the first.</summary>
    public string? After { get; init; }

    /// <summary>How many records may be asked for by key.</summary>
    public const int MostKeys = 100;
}
