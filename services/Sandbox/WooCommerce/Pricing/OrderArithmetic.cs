namespace Sandbox.WooCommerce.Pricing;

/// <summary>
/// An order's sums as <c>WC_Abstract_Order::calculate_totals</c> makes them. In all modes but one, the sum of line, fee and shipping totals
/// plus total tax is the total; where prices include tax and taxes are rounded at the subtotal, WooCommerce itself can be a cent off.
/// </summary>
public static class OrderArithmetic
{
    /// <summary>Prices a basket.</summary>
    public static PricedBasket Price(Basket basket, TaxTable table, PricingMode mode)
    {
        IReadOnlyList<TaxRate> Rates(string taxClass) => table.Find(basket.Country, basket.State, taxClass);
        decimal Line(decimal tax) => mode.RoundAtSubtotal ? tax : Rounding.TaxCents(tax, mode.PricesIncludeTax);
        decimal Net(decimal amount) => mode.RoundAtSubtotal ? amount : Rounding.Cents(amount);
        // A line's own sum is of rounded taxes in both modes (recorded order 95); rounding at the subtotal only changes the order's sums.
        decimal Cents(decimal tax) => Rounding.TaxCents(tax, mode.PricesIncludeTax);
        PricedLine Priced(decimal subtotal, decimal total, IReadOnlyDictionary<long, decimal> before, IReadOnlyDictionary<long, decimal> after) =>
            new(subtotal, total, before, after, before.Values.Sum(Cents), after.Values.Sum(Cents));
        PricedLine Taxed(decimal subtotal, decimal total, IReadOnlyList<TaxRate> rates) =>
            Priced(subtotal, total, Taxation.On(subtotal, rates), Taxation.On(total, rates));

        var before = basket.Lines.Select(line => Taxed(line.Subtotal, line.Subtotal, line.Taxable ? Rates(line.TaxClass) : [])).ToList();
        var shown = before.Select((line, i) => (basket.Lines[i].Quantity, (line.Subtotal + (mode.PricesIncludeTax ? line.SubtotalTax : 0)) * 100)).ToList();
        var taken = Discounts.Apply(shown, basket.Coupons);
        var coupons = new List<PricedCoupon>();
        var discounts = new decimal[basket.Lines.Count];
        for (var c = 0; c < basket.Coupons.Count; c++)
        {
            decimal amount = 0, tax = 0;
            for (var i = 0; i < discounts.Length; i++)
            {
                var off = taken[c][i] / 100;
                var rates = basket.Lines[i].Taxable ? Rates(basket.Lines[i].TaxClass) : [];
                var within = mode.PricesIncludeTax ? Taxation.In(off, rates).Values.Sum() : 0;
                var taxed = Line(mode.PricesIncludeTax ? within : Taxation.On(off, rates).Values.Sum());
                discounts[i] += off - within;
                amount += off - (mode.PricesIncludeTax ? taxed : 0);
                tax += taxed;
            }
            coupons.Add(new PricedCoupon(basket.Coupons[c], amount, tax));
        }

        var lines = basket.Lines.Select((line, i) =>
            Taxed(line.Subtotal, line.Total ?? Math.Max(0, line.Subtotal - discounts[i]), line.Taxable ? Rates(line.TaxClass) : [])).ToList();
        var cartNet = Rounding.Cents(lines.Sum(line => Net(line.Total)));
        var cartSubtotal = Rounding.Cents(lines.Sum(line => Net(line.Subtotal)));
        var shippingNet = basket.Shipping.Sum(Rounding.Cents);

        var classes = basket.Lines.Where(line => line.Taxable).Select(line => line.TaxClass).Distinct().ToList();
        var inherited = classes.Count == 0 || classes.Contains("") ? "" : classes.Order(StringComparer.Ordinal).First();
        IReadOnlyList<TaxRate> onShipping = classes.Count == 0 && basket.Lines.Count > 0 ? [] : [.. Rates(inherited).Where(rate => rate.OnShipping)];
        var shipping = basket.Shipping.Select(total => Taxed(total, total, onShipping)).ToList();

        var fees = new List<PricedLine>();
        decimal feeNet = 0;
        foreach (var fee in basket.Fees)
        {
            var total = fee.Total < 0 ? Math.Max(fee.Total, -Rounding.Cents(cartNet + feeNet + shippingNet)) : fee.Total;
            feeNet += total;
            fees.Add(total < 0
                ? Priced(total, total, Spread(total, basket, lines, Rates, inherited), Spread(total, basket, lines, Rates, inherited))
                : Taxed(total, total, fee.Taxable ? Rates(fee.TaxClass) : []));
        }

        var onCart = Sum(lines.Concat(fees), Line);
        var onFreight = Sum(shipping, Line);
        var cartTax = onCart.Values.Sum();
        var shippingTax = onFreight.Values.Sum();
        var used = onCart.Keys.Union(onFreight.Keys).ToList();
        var known = used.Select(id => AllRates(id, basket, Rates, inherited)).ToList();
        return new PricedBasket(
            lines, fees, shipping,
            [.. known.Select(rate => new PricedTax(rate, onCart.GetValueOrDefault(rate.Id), onFreight.GetValueOrDefault(rate.Id)))],
            coupons,
            cartSubtotal - cartNet,
            Rounding.TaxCents(lines.Sum(line => line.SubtotalTaxes.Values.Sum() - line.TotalTaxes.Values.Sum()), mode.PricesIncludeTax),
            shippingNet,
            shippingTax,
            cartTax,
            Rounding.Cents(cartTax + shippingTax),
            Rounding.Cents(cartNet + feeNet + shippingNet + cartTax + shippingTax));
    }

    /// <summary>
    /// The taxes of a negative fee: taken off the taxable lines' classes in proportion to their nets, even where the fee itself says that it
    /// is not taxable (<c>WC_Order_Item_Fee::calculate_taxes</c>).
    /// </summary>
    private static Dictionary<long, decimal> Spread(decimal total, Basket basket, List<PricedLine> lines, Func<string, IReadOnlyList<TaxRate>> rates, string inherited)
    {
        var costs = new Dictionary<string, decimal>();
        decimal untaxed = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (basket.Lines[i].Taxable) costs[basket.Lines[i].TaxClass] = costs.GetValueOrDefault(basket.Lines[i].TaxClass) + lines[i].Total;
            else untaxed += lines[i].Total;
        }
        foreach (var fee in basket.Fees.Where(fee => fee.Total >= 0))
        {
            if (fee.Taxable) costs[fee.TaxClass] = costs.GetValueOrDefault(fee.TaxClass) + fee.Total;
            else untaxed += fee.Total;
        }
        costs[inherited] = costs.GetValueOrDefault(inherited) + basket.Shipping.Sum();
        var all = costs.Values.Sum() + untaxed;
        var taxes = new Dictionary<long, decimal>();
        if (all == 0) return taxes;
        foreach (var (taxClass, cost) in costs)
            foreach (var (rate, tax) in Taxation.On(total * cost / all, rates(taxClass)))
                taxes[rate] = taxes.GetValueOrDefault(rate) + tax;
        return taxes;
    }

    private static Dictionary<long, decimal> Sum(IEnumerable<PricedLine> lines, Func<decimal, decimal> round)
    {
        var sums = new Dictionary<long, decimal>();
        foreach (var (rate, tax) in lines.SelectMany(line => line.TotalTaxes)) sums[rate] = sums.GetValueOrDefault(rate) + round(tax);
        return sums;
    }

    private static TaxRate AllRates(long id, Basket basket, Func<string, IReadOnlyList<TaxRate>> rates, string inherited) =>
        basket.Lines.Select(line => line.TaxClass).Concat(basket.Fees.Select(fee => fee.TaxClass)).Append(inherited).Append("").Distinct()
            .SelectMany(rates).First(rate => rate.Id == id);
}
