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

/// <summary>A line; nets unrounded, taxes per rate unrounded, their sums as the line carries them.</summary>
public sealed record PricedLine(
    decimal Subtotal,
    decimal Total,
    IReadOnlyDictionary<long, decimal> SubtotalTaxes,
    IReadOnlyDictionary<long, decimal> TotalTaxes,
    decimal SubtotalTax,
    decimal TotalTax);

/// <summary>A rate's sums over the order.</summary>
public sealed record PricedTax(TaxRate Rate, decimal OnCart, decimal OnShipping);

/// <summary>What a coupon took off, net, and the tax on that.</summary>
public sealed record PricedCoupon(BasketCoupon Coupon, decimal Discount, decimal DiscountTax);
