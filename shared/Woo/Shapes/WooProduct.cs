using System.Text.Json;

namespace Woo.Shapes;

/// <summary>
/// A product or a variation, as <c>/products/{id}</c>, <c>/products/{id}/variations</c> and webhooks send it. Variations carry
/// <c>type: variation</c> and their product's id.
/// </summary>
public sealed record WooProduct
{
    /// <summary>The product's or variation's id; both come from one sequence.</summary>
    public required long Id { get; init; }

    /// <summary>The variable product of a variation; 0 for others.</summary>
    public long ParentId { get; init; }

    /// <summary>
    /// May hold HTML. A variation is called "Hoodie - Red, S" by <c>/products/{id}</c> and webhooks, and "Red, S" by
    /// <c>/products/{id}/variations</c>.
    /// </summary>
    public string Name { get; init; } = "";

    /// <summary><c>slug</c>; "" in <c>/products/{id}/variations</c>.</summary>
    public string Slug { get; init; } = "";

    /// <summary><c>permalink</c></summary>
    public string Permalink { get; init; } = "";

    /// <summary><c>simple</c>, <c>variable</c>, <c>grouped</c>, <c>external</c>, <c>variation</c>, or a plugin's.</summary>
    public string Type { get; init; } = "";

    /// <summary><c>publish</c>, <c>draft</c>, <c>pending</c>, <c>private</c>, <c>future</c>, <c>trash</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>May be "".</summary>
    public string Sku { get; init; } = "";

    /// <summary>GTIN, UPC, EAN or ISBN; may be "".</summary>
    public string GlobalUniqueId { get; init; } = "";

    /// <summary>What it costs now, in the shop's currency; a variable product's lowest. Null where it has none.</summary>
    public decimal? Price { get; init; }

    /// <summary>Null on variable products.</summary>
    public decimal? RegularPrice { get; init; }

    /// <summary>Null where none.</summary>
    public decimal? SalePrice { get; init; }

    /// <summary>HTML.</summary>
    public string Description { get; init; } = "";

    /// <summary>HTML.</summary>
    public string ShortDescription { get; init; } = "";

    /// <summary>Not shipped.</summary>
    public bool Virtual { get; init; }

    /// <summary>A file.</summary>
    public bool Downloadable { get; init; }

    /// <summary><c>taxable</c>, <c>shipping</c> or <c>none</c>.</summary>
    public string TaxStatus { get; init; } = "";

    /// <summary>Slug; "" is the standard one, <c>parent</c> a variation's product's.</summary>
    public string TaxClass { get; init; } = "";

    /// <summary>The shop counts its stock; on variations also where the product's is counted ("parent").</summary>
    public bool ManageStock { get; init; }

    /// <summary>Null where not counted; decimals by plugin.</summary>
    public decimal? StockQuantity { get; init; }

    /// <summary><c>instock</c>, <c>outofstock</c>, <c>onbackorder</c>.</summary>
    public string StockStatus { get; init; } = "";

    /// <summary>In the shop's unit; null where none.</summary>
    public decimal? Weight { get; init; }

    /// <summary>Colour, size and the like.</summary>
    public IReadOnlyList<WooProductAttribute> Attributes { get; init; } = [];

    /// <summary>Names of its categories; may hold HTML entities.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Ids only; read them with <c>/products/{id}/variations</c>.</summary>
    public IReadOnlyList<long> Variations { get; init; } = [];

    /// <summary>Created, UTC.</summary>
    public DateTimeOffset? DateCreatedGmt { get; init; }

    /// <summary>Last changed, UTC; grain of a second.</summary>
    public DateTimeOffset? DateModifiedGmt { get; init; }

    /// <summary>What plugins add.</summary>
    public IReadOnlyList<WooMeta> MetaData { get; init; } = [];

    /// <summary>The whole body, unknown fields included.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>A row of its own below a variable product.</summary>
    public bool IsVariation => Type == "variation" || (Type.Length == 0 && ParentId > 0);

    internal static WooProduct Read(WooField product) => new()
    {
        Id = product.RequireObject()["id"].Id(),
        ParentId = product["parent_id"].LongOrZero(),
        Name = product["name"].Text(),
        Slug = product["slug"].Text(),
        Permalink = product["permalink"].Text(),
        Type = product["type"].Text(),
        Status = product["status"].Text(),
        Sku = product["sku"].Text(),
        GlobalUniqueId = product["global_unique_id"].Text(),
        Price = product["price"].MoneyOrNull(),
        RegularPrice = product["regular_price"].MoneyOrNull(),
        SalePrice = product["sale_price"].MoneyOrNull(),
        Description = product["description"].Text(),
        ShortDescription = product["short_description"].Text(),
        Virtual = product["virtual"].Flag(),
        Downloadable = product["downloadable"].Flag(),
        TaxStatus = product["tax_status"].Text(),
        TaxClass = product["tax_class"].Text(),
        ManageStock = product["manage_stock"].Flag(),
        StockQuantity = product["stock_quantity"].NumberOrNull(),
        StockStatus = product["stock_status"].Text(),
        Weight = WooNumber.TryRead(product["weight"].Element, out var weight) ? weight : null,
        Attributes = product["attributes"].Many(WooProductAttribute.Read),
        Categories = product["categories"].Many(category => category["name"].Text()),
        Variations = product["variations"].Many(VariationId),
        DateCreatedGmt = product["date_created_gmt"].Utc(),
        DateModifiedGmt = product["date_modified_gmt"].Utc(),
        MetaData = product["meta_data"].Many(WooMeta.Read),
        Raw = product.Element,
    };

    // Some shops' plugins expand the ids to whole variations.
    private static long VariationId(WooField variation) => variation.Element.ValueKind == JsonValueKind.Object ? variation["id"].Id() : variation.Id();
}
