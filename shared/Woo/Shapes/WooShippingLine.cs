namespace Woo.Shapes;

/// <summary>One shipping line of an order or a refund.</summary>
public sealed record WooShippingLine
{
    /// <summary>The line's id.</summary>
    public required long Id { get; init; }

    /// <summary>What the customer chose.</summary>
    public string MethodTitle { get; init; } = "";

    /// <summary>Such as <c>flat_rate</c>.</summary>
    public string MethodId { get; init; } = "";

    /// <summary>Which of the shop's settings of that method; "" where none.</summary>
    public string InstanceId { get; init; } = "";

    /// <summary>Without tax.</summary>
    public decimal Total { get; init; }

    /// <summary>Tax on it.</summary>
    public decimal TotalTax { get; init; }

    /// <summary>Tax by rate.</summary>
    public IReadOnlyList<WooLineTax> Taxes { get; init; } = [];

    /// <summary>What plugins add.</summary>
    public IReadOnlyList<WooMeta> MetaData { get; init; } = [];

    /// <summary>In a refund: the id of the order's shipping line that is refunded.</summary>
    public long? RefundedItemId => WooRefund.RefundedItem(MetaData);

    internal static WooShippingLine Read(WooField line) => new()
    {
        Id = line["id"].Id(),
        MethodTitle = line["method_title"].Text(),
        MethodId = line["method_id"].Text(),
        InstanceId = line["instance_id"].Text(),
        Total = line["total"].Money(),
        TotalTax = line["total_tax"].MoneyOrZero(),
        Taxes = line["taxes"].Many(WooLineTax.Read),
        MetaData = line["meta_data"].Many(WooMeta.Read),
    };
}
