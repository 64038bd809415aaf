using QboSync.Documents;
using Woo.Shapes;

namespace QboSync.Items;

/// <summary>
/// "Hoodie - Red, S". WooCommerce itself says so only for up to two attributes: with more it says just "Hoodie", and the list of a
/// product's variations says just "Red, S".
/// </summary>
public static class VariationName
{
    private const string Between = " - ";

    /// <summary>The name is only of the attributes, which many products have: the parent's is needed.</summary>
    public static bool NeedsParent(WooProduct product) => product is { IsVariation: true, ParentId: > 0 } && (Options(product) is { Length: > 0 } options
        ? Same(product.Name, options)
        : !product.Name.Contains(Between, StringComparison.Ordinal));

    /// <summary>The whole name.</summary>
    /// <param name="product">Any product.</param>
    /// <param name="parent">Name of its parent where <see cref="NeedsParent"/>; null where it is not known, and its id stands for it.</param>
    public static string Of(WooProduct product, string? parent)
    {
        if (NeedsParent(product)) return $"{parent ?? $"Product {product.ParentId}"}{Between}{product.Name}";
        if (!product.IsVariation || Options(product) is not { Length: > 0 } options) return product.Name;
        return Options(product).All(option => PlainText.Of(product.Name).Contains(option, StringComparison.OrdinalIgnoreCase))
            ? product.Name
            : $"{product.Name}{Between}{string.Join(", ", options)}";
    }

    private static string[] Options(WooProduct product) => !product.IsVariation ? []
        : [.. product.Attributes.SelectMany(attribute => attribute.Options).Select(PlainText.Of).Where(option => option.Length > 0)];

    private static bool Same(string name, string[] options) =>
        PlainText.Of(name).Split(", ").Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(options.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase)
        || string.Equals(PlainText.Of(name), string.Join(", ", options), StringComparison.OrdinalIgnoreCase);
}
