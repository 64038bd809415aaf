namespace Woo.Shapes;

/// <summary>One coupon of an order. The discount stands in the line totals already: subtracting it again counts it twice.</summary>
public sealed record WooCouponLine
{
    /// <summary>The line's id.</summary>
    public required long Id { get; init; }

    /// <summary>What the customer typed.</summary>
    public string Code { get; init; } = "";

    /// <summary>Without tax, positive.</summary>
    public decimal Discount { get; init; }

    /// <summary>Tax that it saved.</summary>
    public decimal DiscountTax { get; init; }

    /// <summary>Such as <c>percent</c> or <c>fixed_cart</c>; "" on old versions.</summary>
    public string DiscountType { get; init; } = "";

    internal static WooCouponLine Read(WooField line) => new()
    {
        Id = line["id"].Id(),
        Code = line["code"].Text(),
        Discount = line["discount"].MoneyOrZero(),
        DiscountTax = line["discount_tax"].MoneyOrZero(),
        DiscountType = line["discount_type"].Text(),
    };
}
