namespace Sandbox.WooCommerce.Pricing;

/// <summary>
/// An order's sums as <c>WC_Abstract_Order::calculate_totals</c> makes them. In all modes but one, the sum of line, fee and shipping totals
/// plus total tax is the total; where prices include tax and taxes are rounded at the subtotal, WooCommerce itself can be a cent off.
/// </summary>
public sealed class OrderArithmetic
{
    private readonly Basket _basket;
    private readonly TaxTable _table;
    private readonly PricingMode _mode;
    private readonly string _shippingClass;

    private OrderArithmetic(Basket basket, TaxTable table, PricingMode mode)
    {
        (_basket, _table, _mode) = (basket, table, mode);
        var classes = basket.Lines.Where(line => line.Taxable).Select(line => line.TaxClass).Distinct().ToList();
        _shippingClass = classes.Count == 0 || classes.Contains("") ? "" : classes.Order(StringComparer.Ordinal).First();
    }

    /// <summary>Prices a basket.</summary>
    public static PricedBasket Price(Basket basket, TaxTable table, PricingMode mode) => new OrderArithmetic(basket, table, mode).Price();

    private PricedBasket Price()
    {
        var (coupons, discounts) = Coupons();
        var lines = _basket.Lines.Select((line, i) => Taxed(line.Subtotal, line.Total ?? Math.Max(0, line.Subtotal - discounts[i]), RatesOf(line))).ToList();
        var cart = Rounding.Cents(lines.Sum(line => Net(line.Total)));
        var subtotal = Rounding.Cents(lines.Sum(line => Net(line.Subtotal)));
        var freight = _basket.Shipping.Sum(Rounding.Cents);
        var shipping = _basket.Shipping.Select(total => Taxed(total, total, RatesOnShipping())).ToList();
        var fees = Fees(lines, cart + freight);

        var onCart = PerRate(lines.Concat(fees));
        var onShipping = PerRate(shipping);
        var cartTax = onCart.Values.Sum();
        var shippingTax = onShipping.Values.Sum();
        return new PricedBasket(
            lines, fees, shipping,
            [.. onCart.Keys.Union(onShipping.Keys).Select(id => new PricedTax(_table.Rate(id), onCart.GetValueOrDefault(id), onShipping.GetValueOrDefault(id)))],
            coupons,
            subtotal - cart,
            Cents(lines.Sum(line => line.SubtotalTaxes.Values.Sum() - line.TotalTaxes.Values.Sum())),
            freight,
            shippingTax,
            cartTax,
            Rounding.Cents(cartTax + shippingTax),
            Rounding.Cents(cart + fees.Sum(fee => fee.Total) + freight + cartTax + shippingTax));
    }

    /// <summary>
    /// What the coupons take off each line, net. Where prices include tax they are taken off the shown price, and the tax within is left
    /// unrounded in the line, but rounded in what the coupon says of itself.
    /// </summary>
    private (List<PricedCoupon> Coupons, decimal[] Discounts) Coupons()
    {
        var shown = _basket.Lines.Select(line => (line.Quantity, Shown(line) * 100)).ToList();
        var taken = Discounts.Apply(shown, _basket.Coupons);
        var coupons = new List<PricedCoupon>();
        var discounts = new decimal[_basket.Lines.Count];
        for (var c = 0; c < _basket.Coupons.Count; c++)
        {
            decimal amount = 0, tax = 0;
            for (var i = 0; i < discounts.Length; i++)
            {
                var off = taken[c][i] / 100;
                var rates = RatesOf(_basket.Lines[i]);
                var within = _mode.PricesIncludeTax ? Taxation.In(off, rates).Values.Sum() : 0;
                var taxed = InOrder(_mode.PricesIncludeTax ? within : Taxation.On(off, rates).Values.Sum());
                discounts[i] += off - within;
                amount += off - (_mode.PricesIncludeTax ? taxed : 0);
                tax += taxed;
            }
            coupons.Add(new PricedCoupon(_basket.Coupons[c], amount, tax));
        }
        return (coupons, discounts);
    }

    /// <summary>Fees in turn; a negative one takes off no more than there is.</summary>
    private List<PricedLine> Fees(List<PricedLine> lines, decimal before)
    {
        var fees = new List<PricedLine>();
        foreach (var fee in _basket.Fees)
        {
            var total = fee.Total < 0 ? Math.Max(fee.Total, -Rounding.Cents(before)) : fee.Total;
            before += total;
            if (total < 0)
            {
                var taxes = Spread(total, lines);
                fees.Add(Priced(total, total, taxes, taxes));
            }
            else
            {
                fees.Add(Taxed(total, total, fee.Taxable ? Rates(fee.TaxClass) : []));
            }
        }
        return fees;
    }

    /// <summary>
    /// The taxes of a negative fee: taken off the classes of everything else in proportion to their nets, even where the fee itself says
    /// that it is not taxable (<c>WC_Order_Item_Fee::calculate_taxes</c>).
    /// </summary>
    private Dictionary<long, decimal> Spread(decimal total, List<PricedLine> lines)
    {
        var costs = _basket.Lines.Select((line, i) => (line.Taxable, line.TaxClass, lines[i].Total))
            .Concat(_basket.Fees.Where(fee => fee.Total >= 0).Select(fee => (fee.Taxable, fee.TaxClass, fee.Total)))
            .Concat(_basket.Shipping.Select(freight => (Taxable: true, TaxClass: _shippingClass, Total: freight))).ToList();
        var all = costs.Sum(cost => cost.Total);
        var taxes = new Dictionary<long, decimal>();
        if (all == 0) return taxes;
        foreach (var perClass in costs.Where(cost => cost.Taxable).GroupBy(cost => cost.TaxClass))
            foreach (var (rate, tax) in Taxation.On(total * perClass.Sum(cost => cost.Total) / all, Rates(perClass.Key)))
                taxes[rate] = taxes.GetValueOrDefault(rate) + tax;
        return taxes;
    }

    private decimal Shown(BasketLine line) =>
        line.Subtotal + (_mode.PricesIncludeTax ? Taxation.On(line.Subtotal, RatesOf(line)).Values.Sum(Cents) : 0);

    private IReadOnlyList<TaxRate> Rates(string taxClass) => _table.Find(_basket.Country, _basket.State, taxClass);

    private IReadOnlyList<TaxRate> RatesOf(BasketLine line) => line.Taxable ? Rates(line.TaxClass) : [];

    /// <summary>Shipping is taxed as the goods are (<c>inherit</c>); not at all where no line is taxable.</summary>
    private IReadOnlyList<TaxRate> RatesOnShipping() =>
        _basket.Lines.Count > 0 && !_basket.Lines.Any(line => line.Taxable) ? [] : [.. Rates(_shippingClass).Where(rate => rate.OnShipping)];

    private PricedLine Taxed(decimal subtotal, decimal total, IReadOnlyList<TaxRate> rates) => Priced(subtotal, total, Taxation.On(subtotal, rates), Taxation.On(total, rates));

    /// <summary>A line's own sum is of rounded taxes in both modes (recorded order 95); rounding at the subtotal only changes the order's sums.</summary>
    private PricedLine Priced(decimal subtotal, decimal total, IReadOnlyDictionary<long, decimal> before, IReadOnlyDictionary<long, decimal> after) =>
        new(subtotal, total, before, after, before.Values.Sum(Cents), after.Values.Sum(Cents));

    private Dictionary<long, decimal> PerRate(IEnumerable<PricedLine> lines)
    {
        var sums = new Dictionary<long, decimal>();
        foreach (var (rate, tax) in lines.SelectMany(line => line.TotalTaxes)) sums[rate] = sums.GetValueOrDefault(rate) + InOrder(tax);
        return sums;
    }

    private decimal Cents(decimal tax) => Rounding.TaxCents(tax, _mode.PricesIncludeTax);

    private decimal InOrder(decimal tax) => _mode.RoundAtSubtotal ? tax : Cents(tax);

    private decimal Net(decimal amount) => _mode.RoundAtSubtotal ? amount : Rounding.Cents(amount);
}
