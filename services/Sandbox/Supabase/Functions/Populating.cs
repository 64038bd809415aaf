using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Functions;

/// <summary><c>jsonb_populate_record(stored, p)</c>: a key that is missing keeps the stored value, a key that is null empties it.</summary>
internal static class Populating
{
    /// <summary>A new row.</summary>
    public static JsonObject Row(TableShape table, JsonObject? stored, JsonNode? given)
    {
        var p = given as JsonObject ?? throw new PgError("22023", $"cannot call populate_composite on {(given is JsonArray ? "an array" : "a scalar")}");
        var row = new JsonObject();
        foreach (var column in table.Columns)
            row[column.Name] = p.TryGetPropertyValue(column.Name, out var value) ? PgValue.Read(column.Type, value) : stored?[column.Name]?.DeepClone();
        return row;
    }

    /// <summary><c>(p->>'key')::type</c>; null where p is no object or has no such key.</summary>
    public static JsonNode? Cast(JsonNode? p, string key, ColumnType type) =>
        (p as JsonObject)?[key] is { } value ? PgValue.FromText(type, PgValue.AsText(value)) : null;

    /// <summary>The elements of an array; null where the key is missing or null.</summary>
    public static IReadOnlyList<JsonNode?>? Elements(JsonNode? p, string key) => (p as JsonObject)?[key] switch
    {
        null => null,
        JsonArray array => [.. array],
        var other => throw new PgError("22023", $"cannot extract elements from {(other is JsonObject ? "an object" : "a scalar")}"),
    };
}
