namespace Sandbox.QuickBooks.Shapes;

/// <summary>The words in which the shapes are written.</summary>
internal static class Has
{
    public static Property Text(string name, int max = 0) => new(name, PropertyKind.Text) { MaxLength = max };

    public static Property Choice(string name, params string[] values) => new(name, PropertyKind.Text) { Values = values };

    public static Property Amount(string name) => new(name, PropertyKind.Amount);

    public static Property Flag(string name) => new(name, PropertyKind.Flag);

    public static Property Date(string name) => new(name, PropertyKind.Date);

    public static Property Instant(string name) => new(name, PropertyKind.Instant);

    public static Property Ref(string name, params string[] targets) => new(name, PropertyKind.Reference) { Targets = targets };

    public static Property Object(string name, Shape shape) => new(name, PropertyKind.Object) { Shape = shape };

    public static Property List(string name, Shape shape) => new(name, PropertyKind.List) { Shape = shape };

    public static Property Anything(string name) => new(name, PropertyKind.Anything);
}
