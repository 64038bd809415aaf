namespace Sandbox.WooCommerce.Pricing;

/// <summary>A fee, net; negative ones are discounts.</summary>
public sealed record BasketFee(decimal Total, string TaxClass, bool Taxable);
