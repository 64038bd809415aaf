using Woo.Shapes;

namespace QboSync.Documents;

/// <summary>One line before its item is known.</summary>
/// <param name="Role">What it stands for.</param>
/// <param name="Description">What the customer read.</param>
/// <param name="Amount">Without tax, two decimals; may be negative.</param>
/// <param name="Quantity">Pieces; null where the line carries its amount alone.</param>
/// <param name="UnitPrice">Of one piece; there exactly where <paramref name="Quantity"/> is.</param>
/// <param name="TaxCode"><c>TAX</c> or <c>NON</c> in the United States, elsewhere the id of a code; null where the company keeps no tax.</param>
/// <param name="Product">The order's or refund's line, of <see cref="LineRole.Product"/>.</param>
public sealed record DraftLine(
    LineRole Role, string Description, decimal Amount, decimal? Quantity = null, decimal? UnitPrice = null, string? TaxCode = null, WooLineItem? Product = null);
