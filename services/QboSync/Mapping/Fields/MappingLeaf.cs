using System.Text.Json.Nodes;

namespace QboSync.Mapping.Fields;

/// <summary>One value of a mapping, by the names that lead to it.</summary>
internal sealed record MappingLeaf(IReadOnlyList<string> Segments, JsonNode? Value)
{
    /// <summary>As it is shown.</summary>
    public string Path => MappingPath.Of(Segments);

    /// <summary>The value where it is text.</summary>
    public string? Text => Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>All values of a mapping.</summary>
    public static IEnumerable<MappingLeaf> Of(JsonObject mapping) => Of(mapping, []);

    /// <summary>The value at a path; null where nothing stands.</summary>
    public static JsonNode? At(JsonObject mapping, IReadOnlyList<string> segments)
    {
        JsonNode? node = mapping;
        foreach (var segment in segments) node = (node as JsonObject)?[segment];
        return node;
    }

    /// <summary>Something stands at the path, be it null.</summary>
    public static bool IsSet(JsonObject mapping, IReadOnlyList<string> segments)
    {
        JsonNode? node = mapping;
        foreach (var segment in segments)
            if (node is not JsonObject fields || !fields.TryGetPropertyValue(segment, out node)) return false;
        return true;
    }

    private static IEnumerable<MappingLeaf> Of(JsonObject fields, IReadOnlyList<string> path) => fields.SelectMany(field =>
        field.Value is JsonObject inner ? Of(inner, [.. path, field.Key]) : [new MappingLeaf([.. path, field.Key], field.Value)]);
}
