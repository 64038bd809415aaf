using Woo.Shapes;

namespace QboSync.Documents;

/// <summary>One priced part of an order or a refund as WooCommerce has it, before cents and tax codes.</summary>
/// <param name="Role">What it stands for.</param>
/// <param name="Description">What the customer read.</param>
/// <param name="Amount">Without tax; with as many decimals as WooCommerce wrote.</param>
/// <param name="Tax">Tax on it, with its sign.</param>
public sealed record OrderPart(LineRole Role, string Description, decimal Amount, decimal Tax)
{
    /// <summary>Tax by rate.</summary>
    public IReadOnlyList<WooLineTax> Taxes { get; init; } = [];

    /// <summary>Slug of its tax class; "" is the standard one; null where it has none of its own (shipping).</summary>
    public string? TaxClass { get; init; }

    /// <summary>Pieces; null where it has none.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>The order's or refund's line, of <see cref="LineRole.Product"/>.</summary>
    public WooLineItem? Product { get; init; }

    /// <summary>A share of it, by rate too; a new one, as it stands for no piece.</summary>
    public OrderPart Share(decimal share) => this with
    {
        Amount = Amount * share, Tax = Tax * share, Quantity = null, Product = null,
        Taxes = [.. Taxes.Select(tax => tax with { Total = tax.Total * share })],
    };
}
