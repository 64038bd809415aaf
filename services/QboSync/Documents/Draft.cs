using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Documents;

/// <summary>A document's money before it is written down: the lines, and the tax beside them.</summary>
/// <param name="Lines">At least one.</param>
/// <param name="Tax">The tax of the document.</param>
/// <param name="Total">What lines and tax add up to, and what WooCommerce says.</param>
public sealed record Draft(IReadOnlyList<DraftLine> Lines, DraftTax Tax, decimal Total)
{
    /// <summary>What its rounding line holds; 0 where it has none.</summary>
    public decimal Rounding => Lines.Where(line => line.Role == LineRole.Rounding).Sum(line => line.Amount);

    /// <summary>The same with its rounding line changed by <paramref name="difference"/>; its total stays what WooCommerce says.</summary>
    /// <exception cref="FaultException">The line would need a tax code without tax, and none is certain.</exception>
    public Draft Rounded(decimal difference) => difference == 0 ? this : With(LineRole.Rounding, "Rounding", Rounding + difference);

    /// <summary>The same with one untaxed line of a role, in place of the one that it has.</summary>
    /// <exception cref="FaultException">The line would need a tax code without tax, and none is certain.</exception>
    public Draft With(LineRole role, string description, decimal amount)
    {
        var others = Lines.Where(line => line.Role != role);
        if (amount == 0) return this with { Lines = [.. others] };
        if (Tax is { Calculation: "TaxExcluded", Untaxed: null })
            throw new FaultException(FaultKind.MappingMissing, "tax_mapping_missing",
                $"The line '{description}' of {amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)} carries no tax, and it is not certain which of the company's tax codes stands for that. Name it in the mapping (tax.untaxed), then push the order again.");
        return this with { Lines = [.. others, new DraftLine(role, description, amount, TaxCode: Tax.Untaxed)] };
    }
}
