namespace Sandbox.WooCommerce.Pricing;

/// <summary>What a coupon took off, net, and the tax on that.</summary>
public sealed record PricedCoupon(BasketCoupon Coupon, decimal Discount, decimal DiscountTax);
