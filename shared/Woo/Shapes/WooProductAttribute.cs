namespace Woo.Shapes;

/// <summary>An attribute: of a product with all its options, of a variation with the one that it stands for.</summary>
/// <param name="Id">The shop-wide attribute; 0 where only this product has it.</param>
/// <param name="Name">Such as Color.</param>
/// <param name="Options">All options of a product; a variation's one option, or none where it stands for any.</param>
public sealed record WooProductAttribute(long Id, string Name, IReadOnlyList<string> Options)
{
    internal static WooProductAttribute Read(WooField attribute) => new(
        attribute["id"].LongOrZero(),
        attribute["name"].Text(),
        attribute["option"].Text() is { Length: > 0 } option ? [option] : attribute["options"].Many(value => value.Text()));
}
