namespace Woo.Shapes;

/// <summary>One rate's part of a line's tax.</summary>
/// <param name="RateId">The tax rate, <see cref="WooTaxLine.RateId"/>.</param>
/// <param name="Total">Tax after discount, in the order's currency; null where WooCommerce wrote "".</param>
/// <param name="Subtotal">Tax before discount; null on shipping and fees.</param>
public sealed record WooLineTax(long RateId, decimal? Total, decimal? Subtotal)
{
    internal static WooLineTax Read(WooField tax) => new(tax["id"].LongOrZero(), tax["total"].MoneyOrNull(), tax["subtotal"].MoneyOrNull());
}
