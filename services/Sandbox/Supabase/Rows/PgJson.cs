using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.Supabase.Rows;

/// <summary>JSON as PostgreSQL takes it and compares it.</summary>
public static class PgJson
{
    private const int Depth = 1000;

    /// <summary>How JSON is written: as deep as it was read, and text as it is, since PostgREST does not escape what need not be.</summary>
    public static readonly JsonSerializerOptions Writing = new()
    {
        MaxDepth = Depth,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Reads a request body; what is inside is taken apart only when it is looked at. PGRST102 for what is not JSON or holds half a
    /// surrogate pair, 22P05 for a NUL.
    /// </summary>
    public static JsonNode? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            CheckText(utf8);
            return JsonNode.Parse(utf8, documentOptions: new JsonDocumentOptions { MaxDepth = Depth });
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
        var kind = left.GetValueKind();
        if (kind != right.GetValueKind()) return false;
        switch (kind)
        {
            case JsonValueKind.String:
                return left.GetValue<string>() == right.GetValue<string>();
            case JsonValueKind.Number:
                var (x, y) = (left.ToJsonString(), right.ToJsonString());
                return x == y || (Number(x) is { } n && Number(y) is { } m && n == m);
            case JsonValueKind.Object or JsonValueKind.Array:
                var (a, b) = (JsonSerializer.SerializeToUtf8Bytes(left, Writing), JsonSerializer.SerializeToUtf8Bytes(right, Writing));
                return a.AsSpan().SequenceEqual(b) || SameContent(a, b);
            default:
                return true;
        }
    }

    private static bool SameContent(byte[] left, byte[] right)
    {
        var options = new JsonDocumentOptions { MaxDepth = Depth };
        using var a = JsonDocument.Parse(left, options);
        using var b = JsonDocument.Parse(right, options);
        return JsonElement.DeepEquals(a.RootElement, b.RootElement);
    }

    private static void CheckText(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Depth });
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && reader.GetString()!.Contains('\0'))
                throw new PgError("22P05", "unsupported Unicode escape sequence", "\\u0000 cannot be converted to text.");
    }

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
