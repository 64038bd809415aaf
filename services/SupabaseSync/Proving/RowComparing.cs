using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts.Proving;

namespace SupabaseSync.Proving;

/// <summary>Compares a row that stands with the row that was written. Pure.</summary>
public static class RowComparing
{
    /// <summary>The fields that differ, of those that the written row has.</summary>
    /// <param name="written">As the batch function was sent it.</param>
    /// <param name="found">As it stands, with the columns that were selected.</param>
    /// <param name="columns">Which are compared.</param>
    /// <param name="lines">Its live lines; null where they are not compared.</param>
    /// <param name="refunds">Its live refunds; null where they are not compared.</param>
    public static IReadOnlyList<FieldDifference> Differing(
        JsonObject written, JsonObject found, IReadOnlyList<string> columns, IReadOnlyList<JsonObject>? lines = null, IReadOnlyList<JsonObject>? refunds = null)
    {
        var different = new List<FieldDifference>();
        void Compare(string field, string? wrote, string? stands)
        {
            if (wrote != stands) different.Add(new FieldDifference(field, wrote, stands));
        }
        var deleted = written["deleted"]?.GetValueKind() == JsonValueKind.True;
        Compare("deleted_at", deleted ? "deleted" : null, found["deleted_at"] is null ? null : "deleted");
        foreach (var column in columns.Where(written.ContainsKey)) Compare(column, Plain(column, written[column]), Plain(column, found[column]));
        if (deleted) return different; // its lines and refunds are marked with it
        if (lines is not null && written["lines"] is JsonArray wroteLines)
        {
            Compare("order_lines", Count(wroteLines.Count), Count(lines.Count));
            Compare("order_lines.total", Sum(wroteLines.OfType<JsonObject>(), "total"), Sum(lines, "total"));
            Compare("order_lines.total_tax", Sum(wroteLines.OfType<JsonObject>(), "total_tax"), Sum(lines, "total_tax"));
        }
        if (refunds is not null && written["refunds"] is JsonArray wroteRefunds)
        {
            Compare("order_refunds", Count(wroteRefunds.Count), Count(refunds.Count));
            Compare("order_refunds.amount", Sum(wroteRefunds.OfType<JsonObject>(), "amount"), Sum(refunds, "amount"));
        }
        return different;
    }

    /// <summary>The number in a column; 0 where there is none.</summary>
    public static decimal Number(JsonObject row, string column) => row[column] is JsonValue value && Decimal(value) is { } number ? number : 0;

    /// <summary>The instant in a column; null where there is none.</summary>
    public static DateTimeOffset? Instant(JsonNode? value) =>
        value is JsonValue text && text.GetValueKind() == JsonValueKind.String
        && DateTimeOffset.TryParse(text.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant : null;

    // One value has one text: 10.00 is 10, and one instant may be written in several ways.
    private static string? Plain(string column, JsonNode? node)
    {
        if (node is not JsonValue value) return node?.ToJsonString();
        if (column.EndsWith("_gmt", StringComparison.Ordinal) && Instant(value) is { } instant) return instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
        return value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Number when Decimal(value) is { } number => Text(number),
            _ => value.ToJsonString(),
        };
    }

    private static decimal? Decimal(JsonValue value) =>
        decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Sum(IEnumerable<JsonObject> rows, string column) => Text(rows.Sum(row => Number(row, column)));

    private static string Text(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
