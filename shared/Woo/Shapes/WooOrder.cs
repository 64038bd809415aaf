using System.Text.Json;

namespace Woo.Shapes;

/// <summary>
/// An order as WooCommerce's REST API v3 and its webhooks send it. Money is in <see cref="Currency"/>, instants are UTC. What holds in every
/// order: the totals of lines, shipping and fees, plus <see cref="TotalTax"/>, are <see cref="Total"/>.
/// </summary>
public sealed record WooOrder
{
    /// <summary>The order's id.</summary>
    public required long Id { get; init; }

    /// <summary>The subscription or order that it came from; 0 where none.</summary>
    public long ParentId { get; init; }

    /// <summary>What the customer reads; the id, unless a plugin numbers differently.</summary>
    public string Number { get; init; } = "";

    /// <summary>See <see cref="WooStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The shop enters prices with tax; amounts in here are without tax all the same.</summary>
    public bool PricesIncludeTax { get; init; }

    /// <summary>Placed.</summary>
    public DateTimeOffset? DateCreatedGmt { get; init; }

    /// <summary>Last changed; grain of a second, and not every change moves it.</summary>
    public DateTimeOffset? DateModifiedGmt { get; init; }

    /// <summary>Completed; null where not.</summary>
    public DateTimeOffset? DateCompletedGmt { get; init; }

    /// <summary>Paid; null where not.</summary>
    public DateTimeOffset? DatePaidGmt { get; init; }

    /// <summary>Without tax, positive; in the line totals already.</summary>
    public decimal DiscountTotal { get; init; }

    /// <summary>Tax that the discount saved.</summary>
    public decimal DiscountTax { get; init; }

    /// <summary>Shipping without tax.</summary>
    public decimal ShippingTotal { get; init; }

    /// <summary>Tax on shipping.</summary>
    public decimal ShippingTax { get; init; }

    /// <summary>Tax on products and fees.</summary>
    public decimal CartTax { get; init; }

    /// <summary>What the customer pays. Refunds never reduce it.</summary>
    public required decimal Total { get; init; }

    /// <summary>All tax in <see cref="Total"/>.</summary>
    public decimal TotalTax { get; init; }

    /// <summary>0 for guests, and once the customer was deleted.</summary>
    public long CustomerId { get; init; }

    /// <summary><c>order_key</c></summary>
    public string OrderKey { get; init; } = "";

    /// <summary>Who pays.</summary>
    public WooAddress Billing { get; init; } = WooAddress.Empty;

    /// <summary>Where it goes.</summary>
    public WooAddress Shipping { get; init; } = WooAddress.Empty;

    /// <summary>Such as <c>bacs</c>.</summary>
    public string PaymentMethod { get; init; } = "";

    /// <summary>What the customer reads.</summary>
    public string PaymentMethodTitle { get; init; } = "";

    /// <summary>The gateway's id; often comes later than the order.</summary>
    public string TransactionId { get; init; } = "";

    /// <summary>May hold newlines.</summary>
    public string CustomerNote { get; init; } = "";

    /// <summary>Such as <c>checkout</c>, <c>store-api</c>, <c>admin</c>, <c>rest-api</c>, <c>subscription</c>.</summary>
    public string CreatedVia { get; init; } = "";

    /// <summary>Products.</summary>
    public IReadOnlyList<WooLineItem> LineItems { get; init; } = [];

    /// <summary>Tax by rate.</summary>
    public IReadOnlyList<WooTaxLine> TaxLines { get; init; } = [];

    /// <summary>Shipping.</summary>
    public IReadOnlyList<WooShippingLine> ShippingLines { get; init; } = [];

    /// <summary>Fees and credits.</summary>
    public IReadOnlyList<WooFeeLine> FeeLines { get; init; } = [];

    /// <summary>Coupons.</summary>
    public IReadOnlyList<WooCouponLine> CouponLines { get; init; } = [];

    /// <summary>Refunds in short.</summary>
    public IReadOnlyList<WooRefundSummary> Refunds { get; init; } = [];

    /// <summary>What plugins add.</summary>
    public IReadOnlyList<WooMeta> MetaData { get; init; } = [];

    /// <summary>The whole body, unknown fields included.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>The sum that equals <see cref="Total"/> in every sound order.</summary>
    public decimal SumOfParts() =>
        LineItems.Sum(line => line.Total) + ShippingLines.Sum(line => line.Total) + FeeLines.Sum(line => line.Total) + TotalTax;

    internal static WooOrder Read(WooField order)
    {
        var id = order.RequireObject()["id"].Id();
        return new WooOrder
        {
            Id = id,
            ParentId = order["parent_id"].LongOrZero(),
            Number = order["number"].Text() is { Length: > 0 } number ? number : id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Status = Required(order["status"]),
            Currency = Required(order["currency"]),
            PricesIncludeTax = order["prices_include_tax"].Flag(),
            DateCreatedGmt = order["date_created_gmt"].Utc(),
            DateModifiedGmt = order["date_modified_gmt"].Utc(),
            DateCompletedGmt = order["date_completed_gmt"].Utc(),
            DatePaidGmt = order["date_paid_gmt"].Utc(),
            DiscountTotal = order["discount_total"].MoneyOrZero(),
            DiscountTax = order["discount_tax"].MoneyOrZero(),
            ShippingTotal = order["shipping_total"].MoneyOrZero(),
            ShippingTax = order["shipping_tax"].MoneyOrZero(),
            CartTax = order["cart_tax"].MoneyOrZero(),
            Total = order["total"].Money(),
            TotalTax = order["total_tax"].MoneyOrZero(),
            CustomerId = order["customer_id"].LongOrZero(),
            OrderKey = order["order_key"].Text(),
            Billing = WooAddress.Read(order["billing"]),
            Shipping = WooAddress.Read(order["shipping"]),
            PaymentMethod = order["payment_method"].Text(),
            PaymentMethodTitle = order["payment_method_title"].Text(),
            TransactionId = order["transaction_id"].Text(),
            CustomerNote = order["customer_note"].Text(),
            CreatedVia = order["created_via"].Text(),
            LineItems = order["line_items"].Many(WooLineItem.Read),
            TaxLines = order["tax_lines"].Many(WooTaxLine.Read),
            ShippingLines = order["shipping_lines"].Many(WooShippingLine.Read),
            FeeLines = order["fee_lines"].Many(WooFeeLine.Read),
            CouponLines = order["coupon_lines"].Many(WooCouponLine.Read),
            Refunds = order["refunds"].Many(WooRefundSummary.Read),
            MetaData = order["meta_data"].Many(WooMeta.Read),
            Raw = order.Element,
        };
    }

    private static string Required(WooField field) =>
        field.Text() is { Length: > 0 } text ? text : throw new WooShapeException(field.Path, "is missing");
}
