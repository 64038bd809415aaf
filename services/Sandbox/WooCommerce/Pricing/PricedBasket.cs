namespace Sandbox.WooCommerce.Pricing;

/// <summary>The sums of an order, as WooCommerce would store them. Lines, fees and shipping come in the basket's order.</summary>
public sealed record PricedBasket(
    IReadOnlyList<PricedLine> Lines,
    IReadOnlyList<PricedLine> Fees,
    IReadOnlyList<PricedLine> Shipping,
    IReadOnlyList<PricedTax> Taxes,
    IReadOnlyList<PricedCoupon> Coupons,
    decimal DiscountTotal,
    decimal DiscountTax,
    decimal ShippingTotal,
    decimal ShippingTax,
    decimal CartTax,
    decimal TotalTax,
    decimal Total);
