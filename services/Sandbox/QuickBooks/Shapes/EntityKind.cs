namespace Sandbox.QuickBooks.Shapes;

/// <summary>One kind of entity and what the API allows with it.</summary>
/// <param name="Name">As in bodies and queries; the path segment is its lower case.</param>
/// <param name="Shape">Its properties.</param>
/// <param name="Sequence">Which sequence of ids it draws from: transactions share one, so do names.</param>
internal sealed record EntityKind(string Name, Shape Shape, string Sequence)
{
    /// <summary>A list entity is never deleted, only made inactive.</summary>
    public bool IsList { get; init; }

    public bool CanCreate { get; init; } = true;

    public bool CanUpdate { get; init; } = true;

    public bool CanDelete { get; init; }

    /// <summary>Can be voided by <c>operation=void</c>.</summary>
    public bool VoidsByOperation { get; init; }

    /// <summary>Can be voided by <c>operation=update&amp;include=void</c>.</summary>
    public bool VoidsByInclude { get; init; }

    public bool InChangeDataCapture { get; init; } = true;

    /// <summary>The property shown as a reference's name, and the default order of a list.</summary>
    public string NameProperty { get; init; } = "Name";

    /// <summary>What Intuit's messages call a list of these in "element id N not found".</summary>
    public string Plural { get; init; } = Name + "s";
}
