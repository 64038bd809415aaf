using System.Text.Json.Nodes;
using QboSync.Documents;
using Woo.Shapes;

namespace QboSync.Items;

/// <summary>WooCommerce's products as QuickBooks' items. A variation is an item of its own: QuickBooks knows no variations.</summary>
public static class ItemMapping
{
    /// <summary>The names an item could have, the wanted one first.</summary>
    public static IReadOnlyList<string> Names(string name, string sku, long id)
    {
        var wanted = PlainText.Name(name) is { Length: > 0 } plain ? plain : $"WooCommerce product {id}";
        var unique = PlainText.Name(wanted, $"#{id}");
        return sku.Length > 0 ? [wanted, PlainText.Name(wanted, sku), unique] : [wanted, unique];
    }

    /// <summary>The names of a product.</summary>
    /// <param name="product">The product or variation.</param>
    /// <param name="parent">See <see cref="VariationName.Of"/>.</param>
    public static IReadOnlyList<string> Names(WooProduct product, string? parent) => Names(VariationName.Of(product, parent), Sku(product.Sku), product.Id);

    /// <summary>The names of an order line's product.</summary>
    public static IReadOnlyList<string> Names(WooLineItem line) => Names(line.Name, Sku(line.Sku), ProductOf(line));

    /// <summary>The fields of a product, its name, type and account aside.</summary>
    public static JsonObject Fields(WooProduct product)
    {
        var text = PlainText.Of(product.ShortDescription) is { Length: > 0 } description ? description : PlainText.Of(product.Name);
        var fields = Fields(product.Sku, text);
        if ((product.RegularPrice ?? product.Price) is { } price) fields["UnitPrice"] = price + 0.00m;
        return fields;
    }

    /// <summary>The fields that an order line knows of its product.</summary>
    public static JsonObject Fields(WooLineItem line) => Fields(line.Sku, PlainText.Of(line.Name));

    /// <summary>The variation, else the product; 0 once it was deleted.</summary>
    public static long ProductOf(WooLineItem line) => line.VariationId > 0 ? line.VariationId : line.ProductId;

    /// <summary>A SKU within QuickBooks' limit.</summary>
    public static string Sku(string? sku) => PlainText.Cut(PlainText.Of(sku ?? ""), Limits.Sku);

    private static JsonObject Fields(string? sku, string description)
    {
        var fields = new JsonObject();
        if (Sku(sku) is { Length: > 0 } plain) fields["Sku"] = plain;
        if (PlainText.Cut(description, Limits.Description) is { Length: > 0 } text) fields["Description"] = text;
        return fields;
    }
}
