namespace Sandbox.WooCommerce.Pricing;

/// <summary>A line; nets unrounded, taxes per rate unrounded, their sums as the line carries them.</summary>
public sealed record PricedLine(
    decimal Subtotal,
    decimal Total,
    IReadOnlyDictionary<long, decimal> SubtotalTaxes,
    IReadOnlyDictionary<long, decimal> TotalTaxes,
    decimal SubtotalTax,
    decimal TotalTax);
