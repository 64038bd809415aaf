namespace QboSync.Company;

/// <summary>An active tax code of a company, with its rates on sales.</summary>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Name">Such as <c>20.0% S</c>.</param>
/// <param name="Rates">In their order; empty for a code that takes nothing.</param>
public sealed record TaxCode(string Id, string Name, IReadOnlyList<TaxCodeRate> Rates) : CompanyEntry(Id, Name, Name)
{
    /// <summary>What all its rates take of a net amount, percent.</summary>
    public decimal Percent => Rates.Where(rate => !rate.OnTax).Sum(rate => rate.Percent)
        + Rates.Where(rate => rate.OnTax).Sum(rate => rate.Percent * (1 + Rates.Where(other => !other.OnTax).Sum(other => other.Percent) / 100m));

    /// <summary>It takes nothing: zero-rated, exempt or out of scope.</summary>
    public bool IsZero => Rates.All(rate => rate.Percent == 0);
}
