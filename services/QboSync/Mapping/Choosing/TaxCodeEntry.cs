namespace QboSync.Mapping.Choosing;

/// <summary>A tax code of the company.</summary>
/// <param name="Id">QuickBooks' id; <c>TAX</c> and <c>NON</c> in the United States.</param>
/// <param name="Name">Its name.</param>
/// <param name="Taxable">Lines with it carry tax; exempt codes do not.</param>
/// <param name="Rates">Percentages of its sales tax rates, one each; empty where QuickBooks names none.</param>
public sealed record TaxCodeEntry(string Id, string Name, bool Taxable, IReadOnlyList<decimal> Rates)
{
    /// <summary>All its rates together, percent; null where QuickBooks names none.</summary>
    public decimal? Percent => Rates.Count > 0 ? Rates.Sum() : null;
}
