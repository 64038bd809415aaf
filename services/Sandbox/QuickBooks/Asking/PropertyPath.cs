using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Asking;

/// <summary>A property that a query names, directly or inside MetaData.</summary>
internal sealed record PropertyPath(Property? Parent, Property Property)
{
    /// <summary>Finds a property by its name in any case; one that cannot be filtered is 4001.</summary>
    public static PropertyPath Find(EntityKind kind, string name, bool mustBeQueryable = true)
    {
        var parts = name.Split('.');
        var first = kind.Shape.FindAnyCase(parts[0]);
        var path = parts.Length switch
        {
            1 when first is not null => new PropertyPath(null, first),
            2 when first?.Shape?.FindAnyCase(parts[1]) is { } nested => new PropertyPath(first, nested),
            _ => throw Refuse.Query($"Property {name} not found for Entity {kind.Name}"),
        };
        return path.Property.Queryable || !mustBeQueryable ? path : throw Refuse.Query($"property '{name}' is not queryable");
    }

    /// <summary>The comparable text of a document's property, or null.</summary>
    public string? ValueIn(JsonObject document) =>
        Parent is null ? PropertyIndex.ValueOf(document, Property.Name) : document.Object(Parent.Name) is { } nested ? PropertyIndex.ValueOf(nested, Property.Name) : null;
}
