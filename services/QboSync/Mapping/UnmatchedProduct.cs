namespace QboSync.Mapping;

/// <summary>What becomes of a product that QuickBooks does not have.</summary>
public enum UnmatchedProduct
{
    /// <summary>An item is made.</summary>
    Create,

    /// <summary>Its lines are booked on the default item, and no item is made.</summary>
    DefaultItem,
}
