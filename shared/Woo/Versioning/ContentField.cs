namespace Woo.Versioning;

/// <summary>One field that belongs to a record's content.</summary>
internal sealed record ContentField(string Name, FieldKind Kind, IReadOnlyList<ContentField>? Children = null)
{
    public static ContentField Object(string name, IReadOnlyList<ContentField> children) => new(name, FieldKind.Object, children);

    public static ContentField List(string name, IReadOnlyList<ContentField> children) => new(name, FieldKind.List, children);

    public static IEnumerable<ContentField> Texts(params IEnumerable<string> names) => names.Select(name => new ContentField(name, FieldKind.Text));

    public static IEnumerable<ContentField> Numbers(params IEnumerable<string> names) => names.Select(name => new ContentField(name, FieldKind.Number));

    public static IEnumerable<ContentField> Flags(params IEnumerable<string> names) => names.Select(name => new ContentField(name, FieldKind.Flag));
}
