using QboSync.Company;
using QboSync.Documents.Taxing;
using QboSync.Mapping.Proposing;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Checking.Rules;

/// <summary>The company's tax set-up against the taxes of the shop's orders; which code stands for what is said by the code that books.</summary>
internal static class TaxRules
{
    public static IEnumerable<Finding> Check(CheckFacts facts) => facts.Lists.Facts.Taxes switch
    {
        TaxKeeping.None => facts.Seen.Taxes.Count == 0 ? [] : [Off(facts)],
        TaxKeeping.ByLine => [.. Rates(facts), .. Untaxed(facts)],
        TaxKeeping.Automated => [Automated],
        _ => [],
    };

    private static Finding Off(CheckFacts facts) => Finding.Warning("sales_tax_off", "items.sales_tax",
        $"Orders carry sales tax, but the company keeps none: QuickBooks would ignore it. It is booked as a line of its own, on the item '{facts.Mapping.Items.SalesTax}'.",
        "Set up sales tax in QuickBooks (Taxes), or name an item whose account is what you owe for taxes.");

    private static readonly Finding Automated = Finding.Info("automated_sales_tax", null,
        "QuickBooks works out sales tax by itself in this company. The tax that the customer paid in the shop is what is booked; QuickBooks spreads it over its agencies by address.", "Nothing to do.");

    private static IEnumerable<Finding> Rates(CheckFacts facts)
    {
        foreach (var seen in facts.Seen.Together.OrderBy(seen => seen.Key, StringComparer.Ordinal).Select(seen => seen.Value))
        {
            var (said, key) = (string.Join(" with ", seen.Rates.Select(Said)), string.Join('+', seen.Rates.Select(rate => rate.RateId)));
            var percent = seen.Rates.Any(rate => rate.Compound || rate.RatePercent is null) ? null : seen.Rates.Sum(rate => rate.RatePercent);
            var (code, broken) = Find(facts, seen);
            if (broken is not null)
                yield return Finding.Error("tax_mapping_missing", "tax.codes", $"Orders carry {said} ({Orders(seen.Orders)}), and what is mapped to it cannot be used: {broken}", $"Set tax.codes['{key}'] to {Offer(facts, percent)}.");
            else if (code is null)
                yield return Finding.Error("tax_mapping_missing", "tax.codes", $"Orders carry {said} ({Orders(seen.Orders)}), and it is not certain which tax code of QuickBooks stands for it. Such orders cannot be booked.",
                    $"Set tax.codes['{key}'] to {Offer(facts, percent)}.");
            else if (percent is { } own && Math.Abs(code.Percent - own) > 1)
                yield return Finding.Error("tax_rate_differs", "tax.codes", $"Orders carry {said}, but the tax code that is mapped to it, '{code.Name}', takes {TaxKeys.Percent(code.Percent)}. Such orders cannot be booked.",
                    $"Set tax.codes['{key}'] to {Offer(facts, percent)}.");
        }
    }

    private static IEnumerable<Finding> Untaxed(CheckFacts facts)
    {
        if (facts.Seen.WithUntaxedLines == 0) yield break;
        var (code, broken) = Asked(() => UntaxedCode.Find(facts.Books));
        if (code is not null) yield break;
        var none = facts.Lists.TaxCodes.Where(code => code.IsZero).Select(code => $"'{code.Name}'").ToList();
        yield return Finding.Error("tax_mapping_missing", "tax.untaxed",
            broken ?? $"Orders have lines without tax ({Orders(facts.Seen.WithUntaxedLines)}), and it is not certain which tax code of QuickBooks stands for that. Such orders cannot be booked.",
            none.Count > 0 ? $"Set tax.untaxed to {string.Join(" or ", none)}: which one is right decides the tax return." : "Add a zero-rated or exempt tax code in QuickBooks, then set tax.untaxed.");
    }

    private static (TaxCode? Code, string? Broken) Find(CheckFacts facts, SeenRates seen) => Asked(() => TaxCodeLookup.Find(facts.Books, seen.Rates, seen.TaxClass));

    private static (TaxCode? Code, string? Broken) Asked(Func<TaxCode?> find)
    {
        try
        {
            return (find(), null);
        }
        catch (FaultException e)
        {
            return (null, e.Fault.Message);
        }
    }

    private static string Said(WooTaxLine rate) =>
        (rate.RatePercent is { } percent ? $"{TaxKeys.Percent(percent)} tax" : "a tax") + $" '{(rate.Label.Length > 0 ? rate.Label : rate.RateCode)}' (rate {rate.RateId}{(rate.RateCode.Length > 0 ? $", {rate.RateCode}" : "")})";

    private static string Offer(CheckFacts facts, decimal? percent)
    {
        var same = facts.Lists.TaxCodes.Where(code => percent is not null && !code.IsZero && code.Percent == percent).Select(code => $"'{code.Name}'").ToList();
        return same.Count > 0 ? string.Join(" or ", same) : $"one of {TaxCodeLookup.Names(facts.Lists.Facts)}";
    }

    private static string Orders(int count) => count == 1 ? "1 order" : $"{count} orders";
}
