namespace Woo.Shapes;

/// <summary>One fee of an order or a refund. Its total may be negative (a credit), and may carry tax even with tax status <c>none</c>.</summary>
public sealed record WooFeeLine
{
    /// <summary>The line's id.</summary>
    public required long Id { get; init; }

    /// <summary>What the customer reads.</summary>
    public string Name { get; init; } = "";

    /// <summary>Slug of the tax class; "" is the standard one.</summary>
    public string TaxClass { get; init; } = "";

    /// <summary><c>taxable</c> or <c>none</c>; what counts is <see cref="TotalTax"/>.</summary>
    public string TaxStatus { get; init; } = "";

    /// <summary>Without tax; may be negative.</summary>
    public decimal Total { get; init; }

    /// <summary>Tax on it, with its sign.</summary>
    public decimal TotalTax { get; init; }

    /// <summary>Tax by rate.</summary>
    public IReadOnlyList<WooLineTax> Taxes { get; init; } = [];

    /// <summary>What plugins add.</summary>
    public IReadOnlyList<WooMeta> MetaData { get; init; } = [];

    /// <summary>In a refund: the id of the order's fee that is refunded.</summary>
    public long? RefundedItemId => WooRefund.RefundedItem(MetaData);

    internal static WooFeeLine Read(WooField line) => new()
    {
        Id = line["id"].Id(),
        Name = line["name"].Text(),
        TaxClass = line["tax_class"].Text(),
        TaxStatus = line["tax_status"].Text(),
        Total = line["total"].Money(),
        TotalTax = line["total_tax"].MoneyOrZero(),
        Taxes = line["taxes"].Many(WooLineTax.Read),
        MetaData = line["meta_data"].Many(WooMeta.Read),
    };
}
