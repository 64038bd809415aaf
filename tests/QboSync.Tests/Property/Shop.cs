namespace QboSync.Tests.Property;

/// <summary>A shop as its owner may have set it up: prices with or without tax, rounding per line or at the subtotal, rates by tax class.</summary>
/// <param name="PricesIncludeTax">Prices are entered with tax.</param>
/// <param name="RoundsAtSubtotal">Taxes are rounded in the order's sums only.</param>
/// <param name="Decimals">Decimals of the amounts in the order's JSON.</param>
/// <param name="Rates">The rates of each tax class.</param>
internal sealed record Shop(bool PricesIncludeTax, bool RoundsAtSubtotal, int Decimals, IReadOnlyDictionary<string, IReadOnlyList<ShopRate>> Rates)
{
    /// <summary>Cents as <c>wc_round_tax_total</c>: half a cent goes down where prices include tax.</summary>
    public decimal Cents(decimal tax)
    {
        var up = Math.Round(tax, 2, MidpointRounding.AwayFromZero);
        return PricesIncludeTax && Math.Abs(up - tax) == 0.005m ? Math.Round(tax, 2, MidpointRounding.ToZero) : up;
    }

    /// <summary>The taxes on a net amount; compound rates are taken of the amount with the others.</summary>
    public Dictionary<ShopRate, decimal> On(decimal net, IEnumerable<ShopRate> rates)
    {
        var taxes = new Dictionary<ShopRate, decimal>();
        foreach (var rate in rates.OrderBy(rate => rate.Compound))
            taxes[rate] = rate.Round((net + (rate.Compound ? taxes.Values.Sum() : 0)) * rate.Percent / 100m, this);
        return taxes;
    }

    /// <summary>The net amount within a gross one.</summary>
    public decimal Net(decimal gross, IReadOnlyCollection<ShopRate> rates)
    {
        var plain = rates.Where(rate => !rate.Compound).Sum(rate => rate.Percent) / 100m;
        var factor = (1 + plain) * rates.Where(rate => rate.Compound).Aggregate(1m, (all, rate) => all * (1 + rate.Percent / 100m));
        var tax = gross - gross / factor;
        return gross - (RoundsAtSubtotal ? Math.Round(tax, 6, MidpointRounding.AwayFromZero) : Cents(tax));
    }
}
