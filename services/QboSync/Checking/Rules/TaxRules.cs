using QboSync.Mapping.Choosing;
using QboSync.Mapping.Proposing;

namespace QboSync.Checking.Rules;

/// <summary>The company's tax set-up against the taxes of the shop's orders.</summary>
internal static class TaxRules
{
    public static IEnumerable<Finding> Check(CheckFacts facts)
    {
        if (!facts.Lists.Facts.UsingSalesTax) return facts.Seen.Taxes.Count == 0 ? [] : [Off(facts)];
        return facts.Lists.Facts.IsUs ? UnitedStates(facts) : [.. Rates(facts), .. Untaxed(facts)];
    }

    private static Finding Off(CheckFacts facts) => Finding.Warning("sales_tax_off", "items.sales_tax",
        $"Orders carry sales tax, but the company keeps none: QuickBooks would ignore it. It is booked as a line of its own, on the item '{facts.Mapping.Items.SalesTax}'.",
        "Set up sales tax in QuickBooks (Taxes), or name an item whose account is what you owe for taxes.");

    private static IEnumerable<Finding> UnitedStates(CheckFacts facts)
    {
        if (facts.Lists.Setup.AutomatedSalesTax)
            yield return Finding.Info("automated_sales_tax", null, "QuickBooks works out sales tax by itself in this company. The tax that the customer paid in the shop is what is booked; QuickBooks spreads it over its agencies by address.", "Nothing to do.");
        if (facts.Mapping.Tax.Codes.Count > 0)
            yield return Finding.Info("tax_codes_not_used", "tax.codes", "In the United States a line is only taxable or not, so the mapped tax codes are not used.", "Nothing to do.");
    }

    private static IEnumerable<Finding> Rates(CheckFacts facts)
    {
        foreach (var (tax, orders) in facts.Seen.Taxes.OrderBy(tax => tax.Key.RateId))
        {
            var said = Said(tax);
            if (TaxKeys.Mapped(facts.Mapping.Tax, tax) is not { } mapped)
            {
                if (tax.Percent is 0) continue; // carries nothing; the line counts as untaxed
                yield return Finding.Error("tax_mapping_missing", "tax.codes", $"Orders carry {said} ({Orders(orders)}), and no tax code of QuickBooks is mapped to it. Such orders cannot be booked.",
                    $"Set tax.codes['{Key(tax)}'] to {Offer(facts.Lists.TaxCodes, tax.Percent)}.");
                continue;
            }
            var code = facts.Lists.TaxCodes.FirstOrDefault(code => code.Id == mapped || string.Equals(code.Name, mapped, StringComparison.OrdinalIgnoreCase));
            if (code is { Percent: { } percent } && tax.Percent is { } own && percent != own)
                yield return Finding.Warning("tax_rate_differs", "tax.codes", $"Orders carry {said}, but the tax code that is mapped to it, '{code.Name}', has {TaxKeys.Percent(percent)}. The amounts will differ.",
                    $"Set tax.codes['{Key(tax)}'] to {Offer(facts.Lists.TaxCodes, tax.Percent)}.");
        }
    }

    private static IEnumerable<Finding> Untaxed(CheckFacts facts)
    {
        if (facts.Seen.WithUntaxedLines == 0 || facts.Mapping.Tax.Untaxed is not null) yield break;
        var none = facts.Lists.TaxCodes.Where(code => code.Percent is null or 0).ToList();
        if (none.Count == 0)
            yield return Finding.Error("tax_mapping_missing", "tax.untaxed", $"Orders have lines without tax ({Orders(facts.Seen.WithUntaxedLines)}), and QuickBooks wants a tax code on every line, but the company has none without tax.",
                "Add an exempt or zero-rated tax code in QuickBooks, or set tax.untaxed.");
        else if (none.Count > 1)
            yield return Finding.Warning("untaxed_code_open", "tax.untaxed", $"Orders have lines without tax ({Orders(facts.Seen.WithUntaxedLines)}), and the company has {none.Count} tax codes without tax: {string.Join(", ", none.Select(code => $"'{code.Name}'"))}. Which one is right decides the tax return.",
                "Set tax.untaxed to the one that your tax adviser names.");
    }

    private static string Said(SeenTax tax) =>
        (tax.Percent is { } percent ? $"{TaxKeys.Percent(percent)} tax" : "a tax") + $" '{(tax.Label.Length > 0 ? tax.Label : tax.Code)}' (rate {tax.RateId}{(tax.Code.Length > 0 ? $", {tax.Code}" : "")})";

    private static string Key(SeenTax tax) => tax.Percent is { } percent ? TaxKeys.Percent(percent) : TaxKeys.Id(tax);

    private static string Offer(IReadOnlyList<TaxCodeEntry> codes, decimal? percent)
    {
        var same = codes.Where(code => code.Taxable && percent is not null && code.Percent == percent).Select(code => $"'{code.Name}'").ToList();
        return same.Count > 0 ? string.Join(" or ", same) : $"one of the company's tax codes: {string.Join(", ", codes.Select(code => $"'{code.Name}'"))}";
    }

    private static string Orders(int count) => count == 1 ? "1 order" : $"{count} orders";
}
