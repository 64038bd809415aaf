namespace QboSync.Items.Reporting;

/// <summary>What is not clear about SKUs, before the first order depends on it.</summary>
public sealed record SkuReport
{
    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; init; }

    /// <summary>When QuickBooks was asked, UTC.</summary>
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>Products and variations that were looked at; only those that were announced by the shop are known.</summary>
    public required int Products { get; init; }

    /// <summary>Items of the company that were looked at.</summary>
    public required int Items { get; init; }

    /// <summary>SKUs that several products of one store share. The first gets the item of that SKU, each other one an item of its own.</summary>
    public required IReadOnlyList<SharedSku> Shared { get; init; }

    /// <summary>SKUs of the shop that several items of QuickBooks have: which one is meant is asked (policy link, ask) or does not matter (create).</summary>
    public required IReadOnlyList<SharedSku> SeveralItems { get; init; }

    /// <summary>Products without SKU: they are found by their names alone.</summary>
    public required IReadOnlyList<ShopSku> Missing { get; init; }
}
