using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QboSync.Talking;

/// <summary>Reads fields of QuickBooks entities.</summary>
public static class Fields
{
    /// <summary>Text at a path of properties; null where nothing stands.</summary>
    public static string? Text(this JsonObject entity, params ReadOnlySpan<string> path)
    {
        var node = At(entity, path);
        return node?.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.Number => node.ToJsonString(),
            _ => null,
        };
    }

    /// <summary>The amount of a field; null where nothing stands.</summary>
    public static decimal? Amount(this JsonObject entity, string name) =>
        decimal.TryParse(entity.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>The instant of a field; null where none stands.</summary>
    public static DateTimeOffset? Instant(this JsonObject entity, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(entity.Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    /// <summary>True where <c>true</c> stands.</summary>
    public static bool Flag(this JsonObject entity, params ReadOnlySpan<string> path) => At(entity, path)?.GetValueKind() == JsonValueKind.True;

    /// <summary>The id of a reference such as <c>CustomerRef</c>.</summary>
    public static string? Ref(this JsonObject entity, string name) => entity.Text(name, "value");

    /// <summary>The entity's id.</summary>
    public static string Id(this JsonObject entity) =>
        entity.Text("Id") ?? throw new InvalidOperationException("QuickBooks answered an entity without Id.");

    /// <summary>A reference to <paramref name="id"/>.</summary>
    public static JsonObject RefTo(string id) => new() { ["value"] = id };

    private static JsonNode? At(JsonObject entity, ReadOnlySpan<string> path)
    {
        JsonNode? node = entity;
        foreach (var name in path) node = (node as JsonObject)?[name];
        return node;
    }
}
