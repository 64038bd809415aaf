namespace QboSync.Mapping;

/// <summary>
/// Items of lines that are no product, by id or name. A name that the company does not have is made (Service); an id that it does not have
/// is an error.
/// </summary>
public sealed record LineItemMapping
{
    /// <summary>Shipping; <c>SHIPPING_ITEM_ID</c> is QuickBooks' own shipping line.</summary>
    public string Shipping { get; init; } = "WooCommerce Shipping";

    /// <summary>Fees, and credits (negative fees).</summary>
    public string Fee { get; init; } = "WooCommerce Fee";

    /// <summary>Tips (fees whose name says so); null books them as fees. <c>GRATUITY_ITEM_ID</c> is QuickBooks' own line for tips.</summary>
    public string? Tip { get; init; }

    /// <summary>Tax as a line, where the company keeps none.</summary>
    public string SalesTax { get; init; } = "WooCommerce Sales Tax";

    /// <summary>Refunds by amount alone.</summary>
    public string Refund { get; init; } = "WooCommerce Refund";

    /// <summary>The cents that close a rounding difference.</summary>
    public string Rounding { get; init; } = "WooCommerce Rounding";

    /// <summary>Lines whose product is gone from the shop or, by <see cref="ProductMapping.Unmatched"/>, is not found in QuickBooks.</summary>
    public string Default { get; init; } = "WooCommerce item";
}
