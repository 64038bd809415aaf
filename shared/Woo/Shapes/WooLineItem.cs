using System.Globalization;

namespace Woo.Shapes;

/// <summary>
/// One product line of an order or a refund; a refund's amounts are negative. <c>price</c> is not read: it is a float with noise, the
/// price of one piece is <see cref="Total"/> / <see cref="Quantity"/>.
/// </summary>
public sealed record WooLineItem
{
    /// <summary>The line's id, unique in the store; stays when the product is deleted.</summary>
    public required long Id { get; init; }

    /// <summary>As sold; may hold HTML.</summary>
    public string Name { get; init; } = "";

    /// <summary>0 once the product was deleted.</summary>
    public long ProductId { get; init; }

    /// <summary>0 where the product has no variations, or the variation was deleted.</summary>
    public long VariationId { get; init; }

    /// <summary>Pieces; with decimals where sold by weight. Refunds: 0 or negative.</summary>
    public decimal Quantity { get; init; }

    /// <summary>Slug of the tax class; "" is the standard one.</summary>
    public string TaxClass { get; init; } = "";

    /// <summary>Before discount, without tax.</summary>
    public decimal Subtotal { get; init; }

    /// <summary>Tax on <see cref="Subtotal"/>.</summary>
    public decimal SubtotalTax { get; init; }

    /// <summary>After discount, without tax.</summary>
    public decimal Total { get; init; }

    /// <summary>Tax on <see cref="Total"/>.</summary>
    public decimal TotalTax { get; init; }

    /// <summary>Tax by rate.</summary>
    public IReadOnlyList<WooLineTax> Taxes { get; init; } = [];

    /// <summary>Null once the product was deleted; may be "".</summary>
    public string? Sku { get; init; }

    /// <summary>Name of the variable product that a variation belongs to.</summary>
    public string? ParentName { get; init; }

    /// <summary>Null where the line has no picture (0 or "" in the body).</summary>
    public long? ImageId { get; init; }

    /// <summary>What plugins and variations add.</summary>
    public IReadOnlyList<WooMeta> MetaData { get; init; } = [];

    /// <summary>In a refund: the id of the order's line that is refunded, from <c>_refunded_item_id</c>; else null.</summary>
    public long? RefundedItemId => WooRefund.RefundedItem(MetaData);

    internal static WooLineItem Read(WooField line)
    {
        var total = line["total"].Money();
        return new WooLineItem
        {
            Id = line["id"].Id(),
            Name = line["name"].Text(),
            ProductId = line["product_id"].LongOrZero(),
            VariationId = line["variation_id"].LongOrZero(),
            Quantity = line["quantity"].NumberOrNull() ?? throw new WooShapeException(line["quantity"].Path, "a quantity is missing"),
            TaxClass = line["tax_class"].Text(),
            Subtotal = line["subtotal"].MoneyOrNull() ?? total,
            SubtotalTax = line["subtotal_tax"].MoneyOrZero(),
            Total = total,
            TotalTax = line["total_tax"].MoneyOrZero(),
            Taxes = line["taxes"].Many(WooLineTax.Read),
            Sku = line["sku"].TextOrNull(),
            ParentName = line["parent_name"].TextOrNull(),
            ImageId = line["image"]["id"].LongOrNull() is > 0 and var id ? id : null,
            MetaData = line["meta_data"].Many(WooMeta.Read),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Id}: {Quantity} x {ProductId}/{VariationId}, {Total} + {TotalTax}");
}
