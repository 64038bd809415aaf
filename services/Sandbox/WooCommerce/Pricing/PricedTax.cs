namespace Sandbox.WooCommerce.Pricing;

/// <summary>A rate's sums over the order.</summary>
public sealed record PricedTax(TaxRate Rate, decimal OnCart, decimal OnShipping);
