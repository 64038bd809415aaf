using System.Text.Json.Nodes;
using QboSync.Mapping.Fields;

namespace QboSync.Mapping.Saving;

/// <summary>One value of a mapping that changed.</summary>
/// <param name="Field">Its path.</param>
/// <param name="From">What was set; null where nothing was.</param>
/// <param name="To">What is set; null where nothing is.</param>
public sealed record FieldChange(string Field, JsonNode? From, JsonNode? To)
{
    /// <summary>What differs between two mappings.</summary>
    public static IReadOnlyList<FieldChange> Between(JsonObject before, JsonObject after)
    {
        var (old, now) = (ByPath(before), ByPath(after));
        return [.. old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Where(path => old.ContainsKey(path) != now.ContainsKey(path) || !JsonNode.DeepEquals(old[path], now[path]))
            .Select(path => new FieldChange(path, old.GetValueOrDefault(path)?.DeepClone(), now.GetValueOrDefault(path)?.DeepClone()))];
    }

    private static Dictionary<string, JsonNode?> ByPath(JsonObject mapping) => MappingLeaf.Of(mapping).ToDictionary(leaf => leaf.Path, leaf => leaf.Value);
}
