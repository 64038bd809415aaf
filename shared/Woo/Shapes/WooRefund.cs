using System.Globalization;
using System.Text.Json;

namespace Woo.Shapes;

/// <summary>
/// One refund, as <c>GET /orders/{id}/refunds</c> gives it. REST does not check the amount against the lines, and a refund by amount alone
/// has none: <see cref="Amount"/> is what the customer got.
/// </summary>
public sealed record WooRefund
{
    /// <summary>The refund's id.</summary>
    public required long Id { get; init; }

    /// <summary>The order; only <c>GET /refunds</c> says it, else null.</summary>
    public long? ParentId { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? DateCreatedGmt { get; init; }

    /// <summary>Gross and positive, in the order's currency.</summary>
    public decimal Amount { get; init; }

    /// <summary>As typed by the shop.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The gateway paid the money back, as opposed to a refund that was only noted.</summary>
    public bool RefundedPayment { get; init; }

    /// <summary>Products taken back: negative totals, quantity 0 or negative.</summary>
    public IReadOnlyList<WooLineItem> LineItems { get; init; } = [];

    /// <summary>Shipping given back, negative.</summary>
    public IReadOnlyList<WooShippingLine> ShippingLines { get; init; } = [];

    /// <summary>Fees given back, negative.</summary>
    public IReadOnlyList<WooFeeLine> FeeLines { get; init; } = [];

    /// <summary>Tax by rate, negative.</summary>
    public IReadOnlyList<WooTaxLine> TaxLines { get; init; } = [];

    /// <summary>What plugins add.</summary>
    public IReadOnlyList<WooMeta> MetaData { get; init; } = [];

    /// <summary>The whole body, unknown fields included.</summary>
    public JsonElement Raw { get; init; }

    internal static WooRefund Read(WooField refund) => new()
    {
        Id = refund.RequireObject()["id"].Id(),
        ParentId = refund["parent_id"].LongOrNull() is > 0 and var parent ? parent : null,
        DateCreatedGmt = refund["date_created_gmt"].Utc(),
        Amount = refund["amount"].Money(),
        Reason = refund["reason"].Text(),
        RefundedPayment = refund["refunded_payment"].Flag(),
        LineItems = refund["line_items"].Many(WooLineItem.Read),
        ShippingLines = refund["shipping_lines"].Many(WooShippingLine.Read),
        FeeLines = refund["fee_lines"].Many(WooFeeLine.Read),
        TaxLines = refund["tax_lines"].Many(WooTaxLine.Read),
        MetaData = refund["meta_data"].Many(WooMeta.Read),
        Raw = refund.Element,
    };

    internal static long? RefundedItem(IReadOnlyList<WooMeta> metaData)
    {
        var text = metaData.FirstOrDefault(meta => meta.Key == "_refunded_item_id")?.Text;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
    }
}
