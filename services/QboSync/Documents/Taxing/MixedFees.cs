using Woo.Shapes;

namespace QboSync.Documents.Taxing;

/// <summary>
/// WooCommerce takes the tax of a negative fee off all tax classes of the cart in proportion to what they hold, so one fee may carry rates
/// that are never on one line otherwise, or tax of a part of it only. For a company whose lines name one code each, such a fee becomes one
/// line for each class, as its taxes say, and one for what was not taxed.
/// </summary>
internal static class MixedFees
{
    /// <summary>The parts, mixed fees taken apart.</summary>
    /// <param name="parts">The document's.</param>
    /// <param name="order">All of the order, which shows what rates stand together.</param>
    /// <param name="rates">The order's rates by id.</param>
    public static List<OrderPart> Split(IEnumerable<OrderPart> parts, IEnumerable<OrderPart> order, IReadOnlyDictionary<long, WooTaxLine> rates)
    {
        var together = order.Where(part => part.Role is LineRole.Product or LineRole.Shipping || part.Amount > 0).Select(part => Taking(part).Select(tax => tax.RateId).ToHashSet())
            .OrderByDescending(set => set.Count).ToList();
        return [.. parts.SelectMany(part => part.Role is LineRole.Fee or LineRole.Tip or LineRole.Refund ? Split(part, together, rates) : [part])];
    }

    private static IEnumerable<OrderPart> Split(OrderPart part, List<HashSet<long>> together, IReadOnlyDictionary<long, WooTaxLine> rates)
    {
        var taking = Taking(part).ToList();
        if (taking.Count == 0 || taking.Any(tax => rates.GetValueOrDefault(tax.RateId)?.RatePercent is null or 0)) return [part];
        var classes = taking.GroupBy(tax => together.FindIndex(set => set.Contains(tax.RateId))).Select(alike => Class([.. alike], rates))
            .Where(one => one.Net != 0).ToList(); // less than a cent of a class makes no line
        if (classes.Count == 0) return [part];
        var rest = part.Amount - classes.Sum(one => one.Net);
        var leeway = classes.Sum(one => one.Leeway);
        if (classes.Any(one => Math.Sign(one.Net) != Math.Sign(part.Amount)) || (Math.Sign(rest) != Math.Sign(part.Amount) && Math.Abs(rest) > leeway)) return [part];
        if (Math.Abs(rest) <= leeway)
        {
            if (classes.Count == 1) return [part];
            var largest = classes.IndexOf(classes.MaxBy(one => Math.Abs(one.Net)));
            (classes[largest], rest) = (classes[largest] with { Net = classes[largest].Net + rest }, 0m);
        }
        var split = classes.Select(one => part with { Amount = one.Net, Tax = one.Taxes.Sum(tax => tax.Total!.Value), Taxes = one.Taxes, TaxClass = null }).ToList();
        if (rest != 0) split.Add(part with { Amount = rest, Tax = 0m, Taxes = [], TaxClass = null });
        return split;
    }

    // The net amount behind taxes in cents is known to half a cent of each of them.
    private static (List<WooLineTax> Taxes, decimal Net, decimal Leeway) Class(List<WooLineTax> taxes, IReadOnlyDictionary<long, WooTaxLine> rates)
    {
        var percent = 0m;
        foreach (var rate in taxes.Select(tax => rates[tax.RateId]).OrderBy(rate => rate.Compound))
            percent += rate.RatePercent!.Value * (rate.Compound ? 1 + percent / 100m : 1m);
        return (taxes, Cents.Round(taxes.Sum(tax => tax.Total!.Value) * 100m / percent), 0.01m + 0.006m * taxes.Count * 100m / percent);
    }

    private static IEnumerable<WooLineTax> Taking(OrderPart part) => part.Taxes.Where(tax => tax.Total is not null and not 0);
}
