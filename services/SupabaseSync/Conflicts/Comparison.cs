using System.Globalization;
using System.Text.Json;

namespace SupabaseSync.Conflicts;

/// <summary>
/// Whether a column holds what was written into it. PostgREST answers in the column's own type, and the owner of the project may have widened
/// that: numbers compare by value (12.3 is 12.30), instants whatever zone they are shown in, JSON whatever the order of its keys, and an empty
/// text is nothing.
/// </summary>
public static class Comparison
{
    private const NumberStyles Numeric = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 600 };

    /// <summary>Whether it does.</summary>
    /// <param name="column">Its name; those that end in <c>_gmt</c> hold instants.</param>
    /// <param name="written">As it was sent.</param>
    /// <param name="standing">As it was answered.</param>
    public static bool Same(string column, JsonElement written, JsonElement standing) => written.ValueKind switch
    {
        JsonValueKind.Number => Number(written) is { } one && Number(standing) is { } other ? one == other : SameText(written.GetRawText(), standing),
        JsonValueKind.String when column.EndsWith("_gmt", StringComparison.Ordinal) => SameInstant(written.GetString()!, standing),
        JsonValueKind.String => SameText(written.GetString()!, standing),
        JsonValueKind.True or JsonValueKind.False => Flag(standing) == (written.ValueKind == JsonValueKind.True),
        JsonValueKind.Object or JsonValueKind.Array => SameJson(written, standing),
        _ => IsNothing(standing),
    };

    private static bool IsNothing(JsonElement value) =>
        value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0);

    private static decimal? Number(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && decimal.TryParse(value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.GetString(), Numeric, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool SameText(string written, JsonElement standing) => standing.ValueKind switch
    {
        JsonValueKind.String => written == standing.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => written.Length == 0,
        _ => written == standing.GetRawText(),
    };

    // A microsecond is what timestamptz holds.
    private static bool SameInstant(string written, JsonElement standing) =>
        standing.ValueKind == JsonValueKind.String && Instant(written) is { } one && Instant(standing.GetString()!) is { } other && one.UtcTicks / 10 == other.UtcTicks / 10;

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static bool? Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when value.GetString() is "true" or "t" => true,
        JsonValueKind.String when value.GetString() is "false" or "f" => false,
        _ => null,
    };

    private static bool SameJson(JsonElement written, JsonElement standing)
    {
        if (standing.ValueKind != JsonValueKind.String) return JsonElement.DeepEquals(written, standing);
        try
        {
            using var parsed = JsonDocument.Parse(standing.GetString()!, Deep); // the column was made a text
            return JsonElement.DeepEquals(written, parsed.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
