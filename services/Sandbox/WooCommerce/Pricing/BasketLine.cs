namespace Sandbox.WooCommerce.Pricing;

/// <summary>A product line; the subtotal is net, before discount, unrounded. A given total (net, after discount) leaves coupons aside.</summary>
public sealed record BasketLine(decimal Quantity, decimal Subtotal, string TaxClass, bool Taxable, decimal? Total = null);
