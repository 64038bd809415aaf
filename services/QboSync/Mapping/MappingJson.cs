using System.Text.Encodings.Web;
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
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is read in a terminal, never put into a page
    };

    /// <summary>What was set, over the defaults.</summary>
    /// <exception cref="JsonException">A field has another shape; the path says which.</exception>
    public static BookMapping Over(BookMapping defaults, JsonObject set) => Read(Merge(Write(defaults), set));

    /// <summary>Objects field by field, everything else as a whole; null takes a field away.</summary>
    public static JsonObject Merge(JsonObject under, JsonObject over)
    {
        var merged = (JsonObject)under.DeepClone();
        foreach (var (name, value) in over)
        {
            if (value is null) merged.Remove(name);
            else merged[name] = value is JsonObject fields ? Merge(merged[name] as JsonObject ?? [], fields) : value.DeepClone();
        }
        return merged;
    }

    /// <summary>A mapping as JSON.</summary>
    public static JsonObject Write(BookMapping mapping) => JsonSerializer.SerializeToNode(mapping, Options)!.AsObject();

    /// <summary>JSON as a mapping.</summary>
    /// <exception cref="JsonException">A field has another shape; the path says which.</exception>
    public static BookMapping Read(JsonObject mapping) => mapping.Deserialize<BookMapping>(Options)!;
}
