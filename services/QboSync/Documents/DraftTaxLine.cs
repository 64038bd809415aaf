namespace QboSync.Documents;

/// <summary>What one of the company's rates takes in a document.</summary>
/// <param name="RateId">Id of the TaxRate.</param>
/// <param name="Percent">20 is 20 %.</param>
/// <param name="Amount">Two decimals.</param>
/// <param name="Net">What it is taken of.</param>
public sealed record DraftTaxLine(string RateId, decimal Percent, decimal Amount, decimal Net);
