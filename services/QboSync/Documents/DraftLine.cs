using Woo.Shapes;

namespace QboSync.Documents;

/// <summary>One line before its item is known.</summary>
/// <param name="Role">What it stands for.</param>
/// <param name="Description">What the customer read.</param>
/// <param name="Amount">Without tax, two decimals; may be negative.</param>
/// <param name="Quantity">Pieces; null where the line carries its amount alone.</param>
/// <param name="UnitPrice">Of one piece; there exactly where <paramref name="Quantity"/> is.</param>
/// <param name="Taxed">WooCommerce took tax on it.</param>
/// <param name="Product">The order's or refund's line, of <see cref="LineRole.Product"/>.</param>
public sealed record DraftLine(
    LineRole Role, string Description, decimal Amount, decimal? Quantity = null, decimal? UnitPrice = null, bool Taxed = false, WooLineItem? Product = null);
