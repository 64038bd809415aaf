using Woo.Shapes;

namespace QboSync.Checking;

/// <summary>Tax rates that stand together on lines of orders.</summary>
/// <param name="Rates">The rates, by id.</param>
/// <param name="TaxClass">The lines' tax class; null where they have none of their own.</param>
/// <param name="Orders">How many orders have such lines.</param>
public sealed record SeenRates(IReadOnlyList<WooTaxLine> Rates, string? TaxClass, int Orders);
