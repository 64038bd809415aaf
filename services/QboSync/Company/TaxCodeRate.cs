namespace QboSync.Company;

/// <summary>One sales rate of a tax code.</summary>
/// <param name="RateId">Id of the TaxRate.</param>
/// <param name="Percent">20 is 20 %.</param>
/// <param name="OnTax">Taken on the tax of the others too.</param>
public sealed record TaxCodeRate(string RateId, decimal Percent, bool OnTax = false);
