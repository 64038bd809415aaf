namespace QboSync.Documents.Taxing;

/// <summary>How the parts of a document are taxed in a company.</summary>
/// <param name="Codes">The code of each part, in their order; null where lines carry none.</param>
/// <param name="Tax">The tax of the document.</param>
/// <param name="AsLine">Tax that has to be a line of its own: the company keeps none, or nothing is left that it could be taken of.</param>
internal sealed record TaxPlan(IReadOnlyList<string?> Codes, DraftTax Tax, decimal AsLine);
