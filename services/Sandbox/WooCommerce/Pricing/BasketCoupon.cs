namespace Sandbox.WooCommerce.Pricing;

/// <summary>A coupon: <paramref name="Type"/> is <c>percent</c>, <c>fixed_cart</c> or <c>fixed_product</c>.</summary>
public sealed record BasketCoupon(string Code, string Type, decimal Amount);
