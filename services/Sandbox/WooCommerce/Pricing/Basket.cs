namespace Sandbox.WooCommerce.Pricing;

/// <summary>What an order is made of before its sums: the place that decides the taxes, and the lines.</summary>
public sealed record Basket(string Country, string State, IReadOnlyList<BasketLine> Lines, IReadOnlyList<BasketFee> Fees, IReadOnlyList<decimal> Shipping, IReadOnlyList<BasketCoupon> Coupons);
