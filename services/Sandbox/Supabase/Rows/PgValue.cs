using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Rows;

/// <summary>Values as PostgreSQL's input functions read them and as PostgREST prints them.</summary>
public static partial class PgValue
{
    private const string TimestampOut = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF";

    /// <summary>A JSON value as a column takes it, in the form in which it comes out again; PostgreSQL's error where it does not fit.</summary>
    public static JsonNode? Read(ColumnType type, JsonNode? value)
    {
        if (value is null) return null;
        if (type == ColumnType.Jsonb) return value.DeepClone();
        return FromText(type, AsText(value));
    }

    /// <summary>The text form of a value, as in <c>p->>'key'</c>.</summary>
    public static string AsText(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    /// <summary>Text as a column takes it.</summary>
    public static JsonNode FromText(ColumnType type, string text) => type switch
    {
        ColumnType.Text => JsonValue.Create(text),
        ColumnType.Bigint => JsonValue.Create(Whole(text, "bigint", long.MinValue, long.MaxValue)),
        ColumnType.Integer => JsonValue.Create(Whole(text, "integer", int.MinValue, int.MaxValue)),
        ColumnType.Numeric => JsonValue.Create(Numeric(text)),
        ColumnType.Boolean => JsonValue.Create(Boolean(text)),
        ColumnType.Timestamptz => JsonValue.Create(Print(Instant(text))),
        _ => PgJson.Read(System.Text.Encoding.UTF8.GetBytes(text)) ?? throw Bad("json", text),
    };

    /// <summary>An instant as PostgREST prints it.</summary>
    public static string Print(DateTimeOffset instant) => instant.UtcDateTime.ToString(TimestampOut, CultureInfo.InvariantCulture) + "+00:00";

    /// <summary>A printed instant.</summary>
    public static DateTimeOffset Instant(JsonNode printed) => Instant(printed.GetValue<string>());

    /// <summary>Equal as values of the column's type.</summary>
    public static bool Same(JsonNode? left, JsonNode? right) => PgJson.Same(left, right);

    /// <summary>Orders two values of one type; both are there.</summary>
    public static int Compare(ColumnType type, JsonNode left, JsonNode right) => type switch
    {
        ColumnType.Bigint or ColumnType.Integer or ColumnType.Numeric => Numeric(left.ToJsonString()).CompareTo(Numeric(right.ToJsonString())),
        ColumnType.Timestamptz => Instant(left).CompareTo(Instant(right)),
        _ => string.CompareOrdinal(AsText(left), AsText(right)),
    };

    private static long Whole(string text, string type, long min, long max)
    {
        var trimmed = text.Trim();
        if (!Digits().IsMatch(trimmed)) throw Bad(type, text);
        return long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number : throw new PgError("22003", $"value \"{text}\" is out of range for type {type}");
    }

    private static decimal Numeric(string text)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
            | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        if (decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var number)) return number;
        throw Figures().IsMatch(text) ? new PgError("22003", "numeric field overflow") : Bad("numeric", text);
    }

    private static bool Boolean(string text) => text.Trim().ToLowerInvariant() switch
    {
        "t" or "tr" or "tru" or "true" or "y" or "ye" or "yes" or "on" or "1" => true,
        "f" or "fa" or "fal" or "fals" or "false" or "n" or "no" or "of" or "off" or "0" => false,
        _ => throw Bad("boolean", text),
    };

    private static DateTimeOffset Instant(string text)
    {
        if (!IsoTimestamp().IsMatch(text)) throw new PgError("22007", $"invalid input syntax for type timestamp with time zone: \"{text}\"");
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant : throw new PgError("22008", $"date/time field value out of range: \"{text}\"");
    }

    private static PgError Bad(string type, string text) => new("22P02", $"invalid input syntax for type {type}: \"{text}\"");

    [GeneratedRegex(@"^[+-]?\d+$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$")]
    private static partial Regex Figures();

    [GeneratedRegex(@"^\s*\d{4}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}(:?\d{2})?)?)?\s*$")]
    private static partial Regex IsoTimestamp();
}
