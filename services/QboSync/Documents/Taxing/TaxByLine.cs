using System.Globalization;
using QboSync.Company;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Documents.Taxing;

/// <summary>
/// Companies outside the United States: every line names a tax code, amounts are without tax (<c>TaxExcluded</c>: WooCommerce's line totals
/// are, whatever the shop shows), and the tax of each rate is WooCommerce's own, which overrides what QuickBooks would compute. A code that
/// takes quite another percentage than the shop did is not overridden: the tax return would be wrong.
/// </summary>
internal static class TaxByLine
{
    // Rates on top of others and rounding line by line move a rate's tax a little; a wrong code moves it by whole percents.
    private const decimal Leeway = 0.01m;
    private const decimal LeewayPerLine = 0.02m;

    /// <summary>The plan of a document.</summary>
    /// <exception cref="FaultException">A code is missing, or takes quite another percentage.</exception>
    public static TaxPlan Plan(TaxSource source)
    {
        var untaxed = UntaxedCode.Find(source.Books);
        var codes = source.Parts.Select((part, i) => CodeOf(source, i, untaxed)).ToList();
        var shares = new RateShares();
        var byLines = new Dictionary<long, decimal>();
        for (var i = 0; i < codes.Count; i++) Share(source, i, codes[i], shares, byLines);
        foreach (var (rate, inAll) in source.TaxByRate ?? new Dictionary<long, decimal>())
            if (byLines.TryGetValue(rate, out var sum)) shares.Correct(rate, sum, inAll);

        var lines = shares.Rounded(source.Tax).Select(rate => Line(source, codes, rate.Rate, rate.Tax)).ToList();
        // Of nothing no tax can be taken, and a refund may give back tax alone, or more of it than its lines bear: that is a line.
        var standing = lines.Where(line => line.Net != 0).Select(line => Bearable(source, codes, line)).ToList();
        var tax = standing.Sum(line => line.Amount);
        return new TaxPlan([.. codes.Select(code => code.Id)], new DraftTax(tax, untaxed?.Id)
        {
            Calculation = "TaxExcluded",
            Lines = standing,
        }, source.Tax - tax);
    }

    private static TaxCode CodeOf(TaxSource source, int part, TaxCode? untaxed)
    {
        var rates = source.RatesOf(part);
        var code = TaxCodeLookup.Find(source.Books, rates, source.Parts[part].TaxClass)
            ?? TaxCodeLookup.Find(source.Books, source.TakingRatesOf(part), taxClass: null); // of a few cents not every rate takes something
        var takes = source.Parts[part].Tax != 0;
        var mayTake = rates.Any(rate => rate.RatePercent is not 0);
        // A class that stands for a taxed code says nothing about a line without tax.
        if (!takes && (code is null || (!mayTake && !code.IsZero))) return untaxed ?? throw UntaxedCode.Missing(source.Books);
        if (code is null)
            throw rates.Count > 0 ? TaxCodeLookup.Missing(source.Books, rates) : new FaultException(FaultKind.MappingMissing, "tax_mapping_missing",
                $"The line '{source.Parts[part].Description}' carries tax, but WooCommerce does not say of which rate. Nothing was booked. Recalculate the order in WooCommerce, then push it again.");
        if (code.IsZero && source.Parts[part].Tax != 0) throw Differs(source, code.Name, 0m, source.Parts[part].Tax, source.Amounts[part]);
        return code;
    }

    private static void Share(TaxSource source, int part, TaxCode code, RateShares shares, Dictionary<long, decimal> byLines)
    {
        var taking = source.Parts[part].Taxes.Where(tax => tax.Total is not null and not 0).ToList();
        foreach (var tax in taking)
        {
            shares.Add(code, tax.RateId, source.Rates.GetValueOrDefault(tax.RateId)?.RatePercent, tax.Total!.Value);
            byLines[tax.RateId] = byLines.GetValueOrDefault(tax.RateId) + tax.Total.Value;
        }
        if (taking.Count == 0) shares.Add(code, 0, null, source.Parts[part].Tax);
    }

    private static DraftTaxLine Line(TaxSource source, List<TaxCode> codes, TaxCodeRate rate, decimal tax) =>
        new(rate.RateId, rate.Percent, tax, Under(codes, rate.RateId).Sum(i => source.Amounts[i]));

    // The order itself has shown that the code is the right one for the rate; what a refund says is a person's.
    private static DraftTaxLine Bearable(TaxSource source, List<TaxCode> codes, DraftTaxLine line)
    {
        var under = Under(codes, line.RateId).ToList();
        var expected = under.Sum(i => source.Amounts[i] * Effective(codes[i], line.RateId)) / 100m;
        var leeway = Leeway * under.Sum(i => Math.Abs(source.Amounts[i])) + LeewayPerLine * source.Parts.Count;
        if (Math.Abs(line.Amount - expected) <= leeway) return line;
        return source.IsRefund ? line with { Amount = Cents.Round(expected) } : throw Differs(source, codes[under[0]].Name, expected, line.Amount, line.Net);
    }

    private static decimal Effective(TaxCode code, string rateId)
    {
        var rate = code.Rates.First(rate => rate.RateId == rateId);
        return rate.OnTax ? rate.Percent * (1 + code.Rates.Where(other => !other.OnTax).Sum(other => other.Percent) / 100m) : rate.Percent;
    }

    private static IEnumerable<int> Under(List<TaxCode> codes, string rateId) =>
        Enumerable.Range(0, codes.Count).Where(i => codes[i].Rates.Any(rate => rate.RateId == rateId));

    private static FaultException Differs(TaxSource source, string code, decimal expected, decimal tax, decimal net) => new(FaultKind.MappingMissing, "mapping_tax_rate_differs",
        string.Create(CultureInfo.InvariantCulture, $"WooCommerce took {tax:0.00} tax of {net:0.00}, but QuickBooks' tax code '{code}', which is mapped to it, takes {expected:0.00}. Nothing was booked. Map the rate to another code (tax.codes): the company has {TaxCodeLookup.Names(source.Books.Facts)}. Then push the order again."));
}
