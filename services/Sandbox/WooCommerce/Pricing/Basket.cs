namespace Sandbox.WooCommerce.Pricing;

/// <summary>What an order is made of before its sums: the place that decides the taxes, and the lines.</summary>
public sealed record Basket(string Country, string State, IReadOnlyList<BasketLine> Lines, IReadOnlyList<BasketFee> Fees, IReadOnlyList<decimal> Shipping, IReadOnlyList<BasketCoupon> Coupons);

/// <summary>A product line; the subtotal is net, before discount, unrounded. A given total (net, after discount) leaves coupons aside.</summary>
public sealed record BasketLine(decimal Quantity, decimal Subtotal, string TaxClass, bool Taxable, decimal? Total = null);

/// <summary>A fee, net; negative ones are discounts.</summary>
public sealed record BasketFee(decimal Total, string TaxClass, bool Taxable);

/// <summary>A coupon: <paramref name="Type"/> is <c>percent</c>, <c>fixed_cart</c> or <c>fixed_product</c>.</summary>
public sealed record BasketCoupon(string Code, string Type, decimal Amount);

/// <summary>The two settings that change the arithmetic.</summary>
public sealed record PricingMode(bool PricesIncludeTax, bool RoundAtSubtotal);
