using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Shapes;

namespace Sandbox.QuickBooks.Storing;

/// <summary>Ids by the value, without case, of the indexed properties of one kind.</summary>
internal sealed class PropertyIndex(EntityKind kind)
{
    private readonly Dictionary<string, Dictionary<string, SortedSet<string>>> _ids = kind.Shape.Properties.Where(property => property.Indexed)
        .ToDictionary(property => property.Name, _ => new Dictionary<string, SortedSet<string>>(StringComparer.OrdinalIgnoreCase));

    public bool Covers(string property) => _ids.ContainsKey(property);

    public IReadOnlyCollection<string> Find(string property, string value) => _ids[property].TryGetValue(value, out var ids) ? ids : [];

    public void Add(string id, JsonObject document)
    {
        foreach (var (property, ids) in _ids)
        {
            if (ValueOf(document, property) is not { } value) continue;
            if (!ids.TryGetValue(value, out var set)) ids[value] = set = new SortedSet<string>(Ids.Order);
            set.Add(id);
        }
    }

    public void Remove(string id, JsonObject document)
    {
        foreach (var (property, ids) in _ids)
            if (ValueOf(document, property) is { } value && ids.TryGetValue(value, out var set) && set.Remove(id) && set.Count == 0)
                ids.Remove(value);
    }

    /// <summary>The comparable text of a property: a reference's value, an e-mail's address, or the scalar.</summary>
    public static string? ValueOf(JsonObject document, string property) => document[property] switch
    {
        JsonObject nested => nested.Text("value") ?? nested.Text("Address") ?? nested.Text("FreeFormNumber"),
        var scalar => scalar.Text(),
    };
}
