namespace Sandbox.WooCommerce.Pricing;

/// <summary>WooCommerce's roundings. Amounts are in units of the currency, with two decimals.</summary>
public static class Rounding
{
    /// <summary>To cents, halves away from zero.</summary>
    public static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>To the six decimals in which taxes are kept (<c>wc_get_rounding_precision</c>).</summary>
    public static decimal Precise(decimal amount) => Math.Round(amount, 6, MidpointRounding.AwayFromZero);

    /// <summary>
    /// To cents as <c>wc_round_tax_total</c>: halves go up in a shop whose prices are without tax, down where they include it, so that net
    /// and tax still add up to the price on the tag.
    /// </summary>
    public static decimal TaxCents(decimal amount, bool pricesIncludeTax) => pricesIncludeTax ? HalfDown(amount, 2) : Cents(amount);

    /// <summary>Halves towards zero, as <c>PHP_ROUND_HALF_DOWN</c>.</summary>
    public static decimal HalfDown(decimal amount, int decimals)
    {
        var rounded = Math.Round(amount, decimals, MidpointRounding.AwayFromZero);
        var truncated = Math.Round(amount, decimals, MidpointRounding.ToZero);
        var half = decimal.One;
        for (var i = 0; i < decimals; i++) half /= 10;
        return Math.Abs(amount - truncated) == half / 2 ? truncated : rounded;
    }
}
