namespace QboSync.Documents;

/// <summary>The tax of a document, as QuickBooks is told it.</summary>
/// <param name="Total">What is taken in all; null where a document of this company carries no tax (it is then a line).</param>
/// <param name="Untaxed">Code of a line without tax; null where lines carry no code, or none is certain.</param>
public sealed record DraftTax(decimal? Total, string? Untaxed)
{
    /// <summary>Outside the United States: how tax relates to the lines (<c>GlobalTaxCalculation</c>); else null.</summary>
    public string? Calculation { get; init; }

    /// <summary>In the United States, taxed by hand: the code of the document (<c>TxnTaxCodeRef</c>); null for none.</summary>
    public string? Code { get; init; }

    /// <summary>Tax by rate.</summary>
    public IReadOnlyList<DraftTaxLine> Lines { get; init; } = [];
}
