using System.Globalization;
using QboSync.Company;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Documents.Taxing;

/// <summary>Which of a company's tax codes stands for WooCommerce's rates: as mapped, else by the percentage where only one code has it.</summary>
internal static class TaxCodeLookup
{
    /// <summary>The code; null where nothing is mapped and none is certain.</summary>
    /// <param name="books">The company.</param>
    /// <param name="rates">The rates of one line, or of the document in the United States; none for a line without tax.</param>
    /// <param name="taxClass">The line's tax class; null where it has none of its own.</param>
    /// <exception cref="FaultException">The mapping names a code that the company does not have.</exception>
    public static TaxCode? Find(CompanyBooks books, IReadOnlyList<WooTaxLine> rates, string? taxClass)
    {
        var byClass = taxClass is null ? default : books.Mapping.Tax.Codes.FirstOrDefault(code => Same(code.Key, ClassName(taxClass)));
        if (rates.Count == 0) return Named(books, byClass);
        var mapped = Mapped(books, rates, rate => rate.RateId.ToString(CultureInfo.InvariantCulture), key => key)
            ?? Mapped(books, rates, rate => rate.RateCode, key => key)
            ?? Mapped(books, rates, rate => rate.RatePercent is { } percent ? Plain(percent) : null, Percentage)
            ?? Named(books, byClass);
        return mapped ?? ByPercentage(books.Facts, rates);
    }

    /// <summary>An active code by id or name.</summary>
    public static TaxCode? Named(CompanyFacts facts, string name) => facts.TaxCodes?.FirstOrDefault(code => code.IsCalled(name));

    /// <summary>The fault of rates that no code stands for.</summary>
    public static FaultException Missing(CompanyBooks books, IReadOnlyList<WooTaxLine> rates)
    {
        var named = string.Join(" with ", rates.Select(rate => $"'{rate.Label}' (rate id {rate.RateId}, code {rate.RateCode}, {(rate.RatePercent is { } percent ? Plain(percent) : "unknown")} %)"));
        var key = string.Join('+', rates.Select(rate => rate.RateId));
        return new FaultException(FaultKind.MappingMissing, "tax_mapping_missing",
            $"WooCommerce took the tax {named}, and it is not certain which of the company's tax codes stands for it. Nothing was booked. Map it (tax.codes, key \"{key}\") to one of {Names(books.Facts)}, then push the order again.");
    }

    /// <summary>The company's codes, for a message.</summary>
    public static string Names(CompanyFacts facts) =>
        facts.TaxCodes is { Count: > 0 } codes ? string.Join(", ", codes.Take(20).Select(code => $"'{code.Name}'")) : "the company's tax codes (it has none yet: set up sales tax in QuickBooks)";

    private static TaxCode? Mapped(CompanyBooks books, IReadOnlyList<WooTaxLine> rates, Func<WooTaxLine, string?> nameOf, Func<string, string?> read)
    {
        var wanted = rates.Select(nameOf).ToList();
        if (wanted.Any(string.IsNullOrEmpty)) return null;
        foreach (var code in books.Mapping.Tax.Codes)
        {
            if (wanted is [var only] && read(code.Key.Trim()) is { } whole && Same(whole, only!)) return Named(books, code); // a rate code may hold a +
            var parts = code.Key.Split('+', StringSplitOptions.TrimEntries).Select(read).ToList();
            if (parts.Count == wanted.Count && parts.Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(wanted.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase))
                return Named(books, code);
        }
        return null;
    }

    private static TaxCode? Named(CompanyBooks books, KeyValuePair<string, string> mapped)
    {
        if (mapped.Key is null) return null;
        return Named(books.Facts, mapped.Value) ?? throw new FaultException(FaultKind.MappingMissing, "tax_mapping_missing",
            $"The mapping names the tax code '{mapped.Value}' (tax.codes, key \"{mapped.Key}\"), which the QuickBooks company does not have or no longer uses. Nothing was booked. Name one of {Names(books.Facts)}, then push the order again.");
    }

    // A rate on top of another is taken of more than the net amount: its percentage says nothing about the code.
    private static TaxCode? ByPercentage(CompanyFacts facts, IReadOnlyList<WooTaxLine> rates)
    {
        if (rates.Any(rate => rate.Compound || rate.RatePercent is null or 0)) return null;
        var wanted = rates.Select(rate => rate.RatePercent!.Value).Order().ToList();
        var same = facts.TaxCodes?.Where(code => code.Rates.All(rate => !rate.OnTax) && code.Rates.Select(rate => rate.Percent).Order().SequenceEqual(wanted)).ToList();
        return same is [var certain] ? certain : null;
    }

    private static string? Percentage(string key) =>
        key.EndsWith('%') && decimal.TryParse(key[..^1].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) ? Plain(percent) : null;

    private static string Plain(decimal percent) => percent.ToString("0.######", CultureInfo.InvariantCulture);

    private static string ClassName(string taxClass) => taxClass.Length == 0 ? "standard" : taxClass;

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other, StringComparison.OrdinalIgnoreCase);
}
