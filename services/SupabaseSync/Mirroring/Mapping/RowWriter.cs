using System.Globalization;
using System.Text.Json;

namespace SupabaseSync.Mirroring.Mapping;

/// <summary>
/// Writes the columns of one row from one WooCommerce object. Every column is written, null where WooCommerce has nothing, so that all
/// rows have the same keys and nothing old stays behind.
/// </summary>
internal readonly struct RowWriter(Utf8JsonWriter json, JsonElement source, string what)
{
    private static readonly string[] DateFormats =
        ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Text as it is; <c>""</c> stays <c>""</c>.</summary>
    public void Text(string column, string? field = null)
    {
        var value = Find(field ?? column);
        if (value.ValueKind == JsonValueKind.String) json.WriteString(column, value.GetString());
        else if (IsNothing(value)) json.WriteNull(column);
        else json.WriteString(column, value.GetRawText());
    }

    /// <summary>Money, quantities and rates: a string or a number, <c>""</c> is none. Exact, with its own number of decimals.</summary>
    public void Decimal(string column, string? field = null, bool negate = false)
    {
        if (ReadDecimal(field ?? column) is { } value) json.WriteNumber(column, negate ? -value : value);
        else json.WriteNull(column);
    }

    /// <summary>The id of another record; WooCommerce says 0 where there is none.</summary>
    public void Id(string column, string? field = null)
    {
        if (ReadDecimal(field ?? column) is { } value && value != 0) json.WriteNumber(column, Whole(value, field ?? column));
        else json.WriteNull(column);
    }

    /// <summary>A <c>_gmt</c> date: WooCommerce writes it without a zone, and it is UTC.</summary>
    public void Instant(string column)
    {
        var value = Find(column);
        if (IsNothing(value)) json.WriteNull(column);
        else if (value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParseExact(value.GetString(), DateFormats,
                     CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
            Instant(column, instant);
        else throw Bad(column, "a date");
    }

    /// <summary>An instant, with a <c>Z</c>.</summary>
    public void Instant(string column, DateTimeOffset? instant)
    {
        if (instant is { } known) json.WriteString(column, known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
        else json.WriteNull(column);
    }

    /// <summary>A yes or no. A variation's stock may be managed by its <c>"parent"</c>: managed all the same.</summary>
    public void Flag(string column)
    {
        var value = Find(column);
        if (IsNothing(value)) json.WriteNull(column);
        else json.WriteBoolean(column, value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when value.GetString() is "parent" or "yes" or "true" or "1" => true,
            JsonValueKind.String when value.GetString() is "no" or "false" or "0" => false,
            JsonValueKind.Number => value.GetRawText() != "0",
            _ => throw Bad(column, "true or false"),
        });
    }

    /// <summary>An object or array as it is.</summary>
    public void Json(string column)
    {
        json.WritePropertyName(column);
        var value = Find(column);
        if (value.ValueKind == JsonValueKind.Undefined) json.WriteNullValue();
        else value.WriteTo(json);
    }

    /// <summary>The whole object.</summary>
    public void Raw()
    {
        json.WritePropertyName("raw");
        source.WriteTo(json);
    }

    /// <summary>The same row, read from an object inside.</summary>
    public RowWriter Inner(string field) => new(json, Find(field), $"{what}'s {field}");

    /// <summary>The object's own <c>id</c>, which must be there.</summary>
    public long OwnId() => ReadDecimal("id") is { } id && id > 0 ? Whole(id, "id") : throw Bad("id", "a WooCommerce id");

    /// <summary>Whether the object has something in a field.</summary>
    public bool Has(string field) => !IsNothing(Find(field));

    private decimal? ReadDecimal(string field)
    {
        var value = Find(field);
        if (IsNothing(value)) return null;
        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text?.Trim(), styles, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(field, "a number");
    }

    private long Whole(decimal value, string field) =>
        decimal.Truncate(value) == value && value is >= long.MinValue and <= long.MaxValue ? (long)value : throw Bad(field, "a whole number");

    private JsonElement Find(string field) =>
        source.ValueKind == JsonValueKind.Object && source.TryGetProperty(field, out var value) ? value : default;

    private static bool IsNothing(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()));

    private UnmappableException Bad(string field, string expected) =>
        new("bad_value", $"{field} of the {what} is not {expected}. Nothing was written. Mend it in the shop and save it there; it then comes by itself.");
}
