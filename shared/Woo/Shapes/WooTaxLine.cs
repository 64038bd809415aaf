namespace Woo.Shapes;

/// <summary>
/// What one tax rate took in the whole order. The sum of these can differ from the order's <c>total_tax</c> by a cent where the shop rounds
/// at the subtotal; the order's figure is the right one.
/// </summary>
public sealed record WooTaxLine
{
    /// <summary>The line's id.</summary>
    public required long Id { get; init; }

    /// <summary>Such as <c>US-NY-NY STATE-1</c>.</summary>
    public string RateCode { get; init; } = "";

    /// <summary>The tax rate.</summary>
    public long RateId { get; init; }

    /// <summary>What the customer reads.</summary>
    public string Label { get; init; } = "";

    /// <summary>Charged on top of other taxes.</summary>
    public bool Compound { get; init; }

    /// <summary>On products and fees.</summary>
    public decimal TaxTotal { get; init; }

    /// <summary>On shipping.</summary>
    public decimal ShippingTaxTotal { get; init; }

    /// <summary>Percent; null where the shop's version does not say.</summary>
    public decimal? RatePercent { get; init; }

    internal static WooTaxLine Read(WooField line) => new()
    {
        Id = line["id"].Id(),
        RateCode = line["rate_code"].Text(),
        RateId = line["rate_id"].LongOrZero(),
        Label = line["label"].Text(),
        Compound = line["compound"].Flag(),
        TaxTotal = line["tax_total"].MoneyOrZero(),
        ShippingTaxTotal = line["shipping_tax_total"].MoneyOrZero(),
        RatePercent = line["rate_percent"].NumberOrNull(),
    };
}
