namespace QboSync.Mapping;

/// <summary>Sales tax. In the United States nothing need be set; elsewhere every line needs one of the company's tax codes.</summary>
public sealed record TaxMapping
{
    /// <summary>
    /// By WooCommerce tax: <c>rate_id</c> of an order's tax line (<c>"3"</c>), its <c>rate_code</c> (<c>"GB-VAT-1"</c>), its percentage
    /// (<c>"20%"</c>), or a product's tax class (<c>"reduced-rate"</c>), in this order; two rates on one line are joined by <c>+</c>. The value is a TaxCode's id or name.
    /// </summary>
    public IReadOnlyDictionary<string, string> Codes { get; init; } = new Dictionary<string, string>();

    /// <summary>Tax code of lines without tax; null for the company's own zero or exempt code.</summary>
    public string? Untaxed { get; init; }
}
