using QboSync.Company;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Documents.Taxing;

/// <summary>
/// United States companies: a line is TAX or NON, and WooCommerce's tax is the total of the document, which QuickBooks honours and spreads
/// over the taxed lines. Where the company taxes by hand, the document also names one code, and the total by that code's rates.
/// </summary>
internal static class UnitedStatesTax
{
    private const string Taxed = "TAX";
    private const string Untaxed = "NON";

    /// <summary>The plan of a document.</summary>
    /// <exception cref="FaultException">The company taxes by hand, and it is not certain by which code.</exception>
    public static TaxPlan Plan(TaxSource source)
    {
        var taxed = Lines(source);
        var tax = taxed.Count == 0 ? 0m : source.Tax;
        var codes = source.Parts.Select((_, i) => (string?)(taxed.Contains(i) ? Taxed : Untaxed)).ToList();
        // Said even where it is 0: a company with automated sales tax would compute its own.
        var detail = new DraftTax(tax, Untaxed);
        if (tax != 0 && source.Books.Facts.Taxes == TaxKeeping.ByCode && Code(source) is { } code)
            detail = detail with { Code = code.Id, Lines = Rates(source, code, tax, taxed.Sum(i => source.Amounts[i])) };
        return new TaxPlan(codes, detail, source.Tax - tax);
    }

    // QuickBooks spreads the tax over what is taxed; of nothing, or of less than nothing, it would take none.
    private static HashSet<int> Lines(TaxSource source)
    {
        if (source.Tax <= 0) return [];
        var taxed = Enumerable.Range(0, source.Parts.Count).Where(i => source.Parts[i].Tax != 0).ToHashSet();
        if (taxed.Sum(i => source.Amounts[i]) > 0) return taxed;
        taxed.RemoveWhere(i => source.Amounts[i] <= 0);
        if (taxed.Count > 0) return taxed;
        var largest = Enumerable.Range(0, source.Parts.Count).Where(i => source.Amounts[i] > 0).OrderByDescending(i => source.Amounts[i]).Take(1);
        return [.. largest];
    }

    private static TaxCode? Code(TaxSource source)
    {
        var (books, codes) = (source.Books, source.Books.Facts.TaxCodes ?? []);
        var rates = Enumerable.Range(0, source.Parts.Count).SelectMany(source.RatesOf).Where(rate => rate.RatePercent is not 0).DistinctBy(rate => rate.RateId).OrderBy(rate => rate.RateId).ToList();
        if (TaxCodeLookup.Find(books, rates, taxClass: null) is { } found) return found;
        if (books.Facts.DefaultTaxCode is { } own && TaxCodeLookup.Named(books.Facts, own) is { } byDefault) return byDefault;
        return codes.Where(code => !code.IsZero).ToList() switch
        {
            [] => null, // none to name; the total alone is all that there is to say
            [var only] => only,
            _ => throw TaxCodeLookup.Missing(books, rates),
        };
    }

    private static List<DraftTaxLine> Rates(TaxSource source, TaxCode code, decimal tax, decimal taxable)
    {
        var shares = new RateShares();
        foreach (var part in source.Parts.Where(part => part.Tax != 0))
            if (part.Taxes.Any(share => share.Total is not null and not 0))
                foreach (var share in part.Taxes) shares.Add(code, share.RateId, source.Rates.GetValueOrDefault(share.RateId)?.RatePercent, share.Total ?? 0m);
            else shares.Add(code, 0, null, part.Tax);
        return [.. shares.Rounded(tax).Select(rate => new DraftTaxLine(rate.Rate.RateId, rate.Rate.Percent, rate.Tax, taxable))];
    }
}
