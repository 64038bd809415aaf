using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.Supabase.Rows;

/// <summary>JSON as PostgreSQL takes it and compares it.</summary>
public static class PgJson
{
    /// <summary>
    /// Reads a request body. PGRST102 for what is not JSON or holds half a surrogate pair, 22P05 for a NUL; of a key given twice the last
    /// counts, as in <c>jsonb</c>.
    /// </summary>
    public static JsonNode? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 1000 });
            using var document = JsonDocument.ParseValue(ref reader);
            if (reader.Read()) throw new JsonException();
            return Copy(document.RootElement);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw new PgError("PGRST102", "Empty or invalid json");
        }
    }

    /// <summary>Equal as <c>jsonb</c>: key order does not matter, numbers compare by value.</summary>
    public static bool Same(JsonNode? left, JsonNode? right)
    {
        if (left is null || right is null) return left is null && right is null;
        switch (left, right)
        {
            case (JsonObject a, JsonObject b):
                return a.Count == b.Count && a.All(pair => b.TryGetPropertyValue(pair.Key, out var other) && Same(pair.Value, other));
            case (JsonArray a, JsonArray b):
                return a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second));
            case (JsonValue a, JsonValue b):
                var kind = a.GetValueKind();
                if (kind != b.GetValueKind()) return false;
                if (kind == JsonValueKind.String) return a.GetValue<string>() == b.GetValue<string>();
                if (kind != JsonValueKind.Number) return true;
                var (x, y) = (a.ToJsonString(), b.ToJsonString());
                return x == y || (Number(x) is { } n && Number(y) is { } m && n == m);
            default:
                return false;
        }
    }

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static JsonNode? Copy(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var copy = new JsonObject();
                foreach (var property in element.EnumerateObject()) copy[NoNul(property.Name)] = Copy(property.Value);
                return copy;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Copy)]);
            case JsonValueKind.String:
                return JsonValue.Create(NoNul(element.GetString()!));
            case JsonValueKind.Number:
                if (element.TryGetInt64(out var whole)) return JsonValue.Create(whole);
                return element.TryGetDecimal(out var exact) && exact.ToString(CultureInfo.InvariantCulture) == element.GetRawText()
                    ? JsonValue.Create(exact) : JsonValue.Create(element.Clone());
            case JsonValueKind.True:
                return JsonValue.Create(true);
            case JsonValueKind.False:
                return JsonValue.Create(false);
            default:
                return null;
        }
    }

    private static string NoNul(string text) => !text.Contains('\0') ? text
        : throw new PgError("22P05", "unsupported Unicode escape sequence", "\\u0000 cannot be converted to text.");
}
