namespace QboSync.Mapping;

/// <summary>Who wins where a person changed in QuickBooks what the shop changes too, per entity.</summary>
public sealed record ConflictRules
{
    /// <summary>Documents of orders.</summary>
    public ConflictPolicy Orders { get; init; } = ConflictPolicy.Woocommerce;

    /// <summary>Customers.</summary>
    public ConflictPolicy Customers { get; init; } = ConflictPolicy.Woocommerce;

    /// <summary>Items.</summary>
    public ConflictPolicy Products { get; init; } = ConflictPolicy.Woocommerce;
}
