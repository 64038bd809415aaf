namespace Sandbox.WooCommerce.Pricing;

/// <summary>The two settings that change the arithmetic.</summary>
public sealed record PricingMode(bool PricesIncludeTax, bool RoundAtSubtotal);
