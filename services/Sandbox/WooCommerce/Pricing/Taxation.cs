namespace Sandbox.WooCommerce.Pricing;

/// <summary><c>WC_Tax::calc_tax</c> for rates that are not compound; each result has six decimals.</summary>
public static class Taxation
{
    /// <summary>The taxes that come on top of a net amount.</summary>
    public static IReadOnlyDictionary<long, decimal> On(decimal net, IReadOnlyList<TaxRate> rates) =>
        rates.ToDictionary(rate => rate.Id, rate => Rounding.Precise(net * rate.Percent / 100));

    /// <summary>The taxes that are inside a gross amount.</summary>
    public static IReadOnlyDictionary<long, decimal> In(decimal gross, IReadOnlyList<TaxRate> rates)
    {
        var factor = 1 + rates.Sum(rate => rate.Percent) / 100;
        return rates.ToDictionary(rate => rate.Id, rate => Rounding.Precise(gross * (rate.Percent / 100) / factor));
    }
}
