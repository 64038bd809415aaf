using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace QboSync.Mapping;

/// <summary>A mapping as JSON, and one laid over another.</summary>
public static class MappingJson
{
    /// <summary>snake_case names and values; a field that does not exist is an error, not a mapping that does nothing.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>What was set, over the defaults.</summary>
    /// <exception cref="JsonException">A field has another shape; the path says which.</exception>
    public static BookMapping Over(BookMapping defaults, JsonObject set) =>
        Merge(JsonSerializer.SerializeToNode(defaults, Options)!.AsObject(), set).Deserialize<BookMapping>(Options)!;

    /// <summary>Objects field by field, everything else as a whole; null takes a field away.</summary>
    public static JsonObject Merge(JsonObject under, JsonObject over)
    {
        var merged = (JsonObject)under.DeepClone();
        foreach (var (name, value) in over)
            merged[name] = value is JsonObject fields && merged[name] is JsonObject own ? Merge(own, fields) : value?.DeepClone();
        return merged;
    }
}
