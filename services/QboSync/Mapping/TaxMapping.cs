namespace QboSync.Mapping;

/// <summary>Sales tax. In the United States nothing need be set; elsewhere every line needs one of the company's tax codes.</summary>
public sealed record TaxMapping
{
    /// <summary>
    /// By WooCommerce tax: <c>rate_id</c> of an order's tax line (<c>"3"</c>), its <c>rate_code</c> (<c>"GB-VAT-1"</c>), its percentage
    /// (<c>"20%"</c>), or a product's tax class (<c>"reduced-rate"</c>; <c>"standard"</c> for the one without a name), in this order; two
    /// rates on one line are joined by <c>+</c>, in any order (<c>"3+5"</c>, <c>"5%+9.975%"</c>). The value is a TaxCode's id or name.
    /// What is not here is found by itself where exactly one active code of the company has exactly these rates. In a United States
    /// company that taxes by hand the rates are those of the whole order, and what is not found falls to the company's own default code.
    /// </summary>
    public IReadOnlyDictionary<string, string> Codes { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Tax code of lines without tax, id or name; null for the company's own: its only code without a rate, else the only one whose name
    /// says zero-rated (or GST free), else the only one whose name says exempt. Where none of these is certain the order is held.
    /// </summary>
    public string? Untaxed { get; init; }

    /// <summary>What a refund by amount alone does to tax. One that gives back the whole order always gives back its tax.</summary>
    public AmountRefundTax AmountRefunds { get; init; } = AmountRefundTax.Untaxed;
}
