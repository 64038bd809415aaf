namespace QboSync.Mapping;

/// <summary>What products become.</summary>
public sealed record ProductMapping
{
    /// <summary>
    /// <c>NonInventory</c>, <c>Service</c> or <c>Inventory</c> (only products whose stock WooCommerce manages; others, and those that are sold
    /// before they were ever announced, NonInventory). Virtual and downloadable products are no exception.
    /// </summary>
    public string ItemType { get; init; } = "NonInventory";

    /// <summary>What becomes of a product that QuickBooks does not have.</summary>
    public UnmatchedProduct Unmatched { get; init; } = UnmatchedProduct.Create;

    /// <summary>What becomes of one that QuickBooks seems to have at first contact.</summary>
    public FirstContact FirstContact { get; init; } = FirstContact.Link;

    /// <summary>First day of stock of Inventory items, <c>yyyy-MM-dd</c>; null for the day before the credential's start date.</summary>
    public string? InventoryStart { get; init; }
}
