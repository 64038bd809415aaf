using System.Text.RegularExpressions;
using QboSync.Company;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Documents.Taxing;

/// <summary>The tax code of lines without tax.</summary>
internal static partial class UntaxedCode
{
    /// <summary>As mapped, else the only one that can be meant; null where that is not certain.</summary>
    /// <exception cref="FaultException">The mapping names one that the company does not have, or that takes tax.</exception>
    public static TaxCode? Find(CompanyBooks books)
    {
        if (books.Mapping.Tax.Untaxed is { } named)
            return TaxCodeLookup.Named(books.Facts, named) is { IsZero: true } code ? code : throw new FaultException(FaultKind.MappingMissing, "tax_mapping_missing",
                $"The mapping names '{named}' for lines without tax (tax.untaxed), which is no tax code of the QuickBooks company without a rate. Nothing was booked. Name one of {Names(books)}, then push the order again.");
        var zero = books.Facts.TaxCodes?.Where(code => code.IsZero).ToList() ?? [];
        if (zero is [var only]) return only;
        return zero.Where(code => Zero().IsMatch(code.Name)).ToList() is [var zeroRated] ? zeroRated
            : zero.Where(code => Exempt().IsMatch(code.Name)).ToList() is [var exempt] ? exempt : null;
    }

    /// <summary>The fault of a line without tax where none is certain.</summary>
    public static FaultException Missing(CompanyBooks books) => new(FaultKind.MappingMissing, "tax_mapping_missing",
        $"The order has lines without tax, and it is not certain which of the company's tax codes stands for that. Nothing was booked. Name it in the mapping (tax.untaxed), one of {Names(books)}, then push the order again.");

    private static string Names(CompanyBooks books) =>
        books.Facts.TaxCodes?.Where(code => code.IsZero).Take(20).Select(code => $"'{code.Name}'").ToList() is { Count: > 0 } names
            ? string.Join(", ", names) : "the company's codes without a rate (it has none yet: add one in QuickBooks)";

    [GeneratedRegex(@"\bzero\b|^0(\.0+)?\s*%\s*Z\b|\bGST[ -]free\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Zero();

    [GeneratedRegex(@"\bexempt\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Exempt();
}
