using Woo.Shapes;

namespace QboSync.Documents.Taxing;

/// <summary>
/// WooCommerce takes the tax of a negative fee off all tax classes of the cart in proportion, so one fee may carry rates that are never on
/// one line otherwise. For a company whose lines name one code each, such a fee becomes one line for each of its rates.
/// </summary>
internal static class MixedFees
{
    // What rounding of the taxes can make of the nets behind them, at rates of a few percent.
    private const decimal Leeway = 0.30m;

    /// <summary>The parts, mixed fees taken apart; a fee whose rates no code has together, and whose taxes say how it is shared.</summary>
    public static List<OrderPart> Split(IEnumerable<OrderPart> parts, IReadOnlyDictionary<long, WooTaxLine> rates, Func<IReadOnlyList<WooTaxLine>, bool> haveCode) =>
        [.. parts.SelectMany(part => Split(part, rates, haveCode))];

    private static IEnumerable<OrderPart> Split(OrderPart part, IReadOnlyDictionary<long, WooTaxLine> rates, Func<IReadOnlyList<WooTaxLine>, bool> haveCode)
    {
        var taking = part.Taxes.Where(tax => tax.Total is not null and not 0).ToList();
        var lines = taking.Select(tax => rates.GetValueOrDefault(tax.RateId)).OfType<WooTaxLine>().ToList();
        if (part.Role is not (LineRole.Fee or LineRole.Tip) || taking.Count < 2 || lines.Count != taking.Count
            || lines.Any(line => line.RatePercent is null or 0) || haveCode(lines)) return [part];
        var nets = taking.Zip(lines, (tax, line) => Cents.Round(tax.Total!.Value * 100m / line.RatePercent!.Value)).ToList();
        var rest = part.Amount - nets.Sum();
        // More than the fee itself: the rates stand on top of each other, and their nets are the same money.
        if (nets.Any(net => Math.Sign(net) != Math.Sign(part.Amount)) || Math.Abs(nets.Sum()) > Math.Abs(part.Amount) + Leeway) return [part];
        if (Math.Abs(rest) <= Leeway) (nets[IndexOfLargest(nets)], rest) = (nets[IndexOfLargest(nets)] + rest, 0m);
        var split = taking.Select((tax, i) => part with { Amount = nets[i], Tax = tax.Total!.Value, Taxes = [tax], TaxClass = null }).ToList();
        if (rest != 0) split.Add(part with { Amount = rest, Tax = 0m, Taxes = [], TaxClass = null });
        return split;
    }

    private static int IndexOfLargest(List<decimal> nets) => nets.IndexOf(nets.MaxBy(Math.Abs));
}
