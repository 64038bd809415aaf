using QboSync.Company;
using Woo.Shapes;

namespace QboSync.Documents.Taxing;

/// <summary>What is to be taxed, as WooCommerce has it.</summary>
/// <param name="Parts">The parts.</param>
/// <param name="Amounts">Their amounts in cents.</param>
/// <param name="Tax">All tax of the document, two decimals: WooCommerce's own figure, which the sums by rate may miss by a cent.</param>
/// <param name="Rates">The order's rates by id.</param>
/// <param name="TaxByRate">What each rate took in the whole document; null where only the parts say it (refunds).</param>
/// <param name="Books">The company.</param>
internal sealed record TaxSource(
    IReadOnlyList<OrderPart> Parts, IReadOnlyList<decimal> Amounts, decimal Tax, IReadOnlyDictionary<long, WooTaxLine> Rates,
    IReadOnlyDictionary<long, decimal>? TaxByRate, CompanyBooks Books)
{
    /// <summary>A refund, whose parts were entered by a person.</summary>
    public bool IsRefund => TaxByRate is null;

    /// <summary>
    /// The rates that are on a part: those that took something, and those whose tax is nothing because the amount or the rate is. A rate
    /// that is listed and took nothing of a larger amount does not apply (a customer who is exempt, shipping that is not taxed).
    /// </summary>
    public IReadOnlyList<WooTaxLine> RatesOf(int part)
    {
        var applied = Parts[part].Taxes.Where(tax => tax.Total is { } total && (total != 0 || IsTooSmall(Amounts[part], tax.RateId)))
            .Select(tax => Rates.GetValueOrDefault(tax.RateId)).OfType<WooTaxLine>().OrderBy(rate => rate.RateId).ToList();
        var taking = applied.Where(rate => rate.RatePercent is not 0).ToList();
        if (taking.Count > 0) return taking;
        // Old shops list no taxes on a line; with one rate in the order it can only be that one.
        if (Parts[part].Tax != 0 && Rates.Values.Where(rate => rate.RatePercent is not 0).ToList() is [var only]) return [only];
        return applied;
    }

    /// <summary>The rates that took something of a part.</summary>
    public IReadOnlyList<WooTaxLine> TakingRatesOf(int part) =>
        [.. Parts[part].Taxes.Where(tax => tax.Total is not null and not 0).Select(tax => Rates.GetValueOrDefault(tax.RateId)).OfType<WooTaxLine>()];

    private bool IsTooSmall(decimal amount, long rate) =>
        Rates.TryGetValue(rate, out var line) && line.RatePercent is { } percent && Cents.Round(amount * percent / 100m) == 0;
}
