namespace Sandbox.WooCommerce.Pricing;

/// <summary>The shop's rates, looked up as <c>WC_Tax::find_rates</c> does: the place's own state before its country, one rate per priority.</summary>
public sealed class TaxTable(IReadOnlyList<TaxRate> rates)
{
    /// <summary>The rates of a tax class at a place.</summary>
    public IReadOnlyList<TaxRate> Find(string country, string state, string taxClass) =>
        [.. rates
            .Where(rate => rate.Class == taxClass && (rate.Country.Length == 0 || rate.Country == country) && (rate.State.Length == 0 || rate.State == state))
            .OrderBy(rate => rate.Priority).ThenBy(rate => rate.Country.Length == 0).ThenBy(rate => rate.State.Length == 0).ThenBy(rate => rate.Id)
            .DistinctBy(rate => rate.Priority)];

    /// <summary>A rate by its id.</summary>
    public TaxRate Rate(long id) => rates.First(rate => rate.Id == id);
}
