using System.Globalization;
using System.Text.Json;

namespace SupabaseSync.Planning;

/// <summary>
/// Whether writing a record would change anything, by the rules of Schema/0003_records.sql: a key that is missing keeps what is stored, lines
/// and refunds that are sent are the whole truth. Pure.
/// </summary>
public static class Sameness
{
    private static readonly string[] NoColumns = ["deleted", "lines", "refunds"];

    /// <summary>Nothing would change.</summary>
    /// <param name="wanted">The element of <c>p_batch</c>.</param>
    /// <param name="stored">The row.</param>
    /// <param name="lines">The order's stored lines; empty for what is no order.</param>
    /// <param name="refunds">Its stored refunds.</param>
    public static bool Holds(JsonElement wanted, JsonElement stored, IReadOnlyList<JsonElement> lines, IReadOnlyList<JsonElement> refunds)
    {
        var deleted = wanted.TryGetProperty("deleted", out var gone) && gone.ValueKind == JsonValueKind.True;
        return ColumnsHold(wanted, stored) && IsDeleted(stored) == deleted
            && PartsHold(wanted, "lines", lines, deleted) && PartsHold(wanted, "refunds", refunds, deleted);
    }

    private static bool PartsHold(JsonElement wanted, string name, IReadOnlyList<JsonElement> stored, bool deleted)
    {
        var sent = wanted.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray().ToList() : null;
        var byId = stored.ToDictionary(row => row.GetProperty("woo_id").GetInt64());
        var present = new HashSet<long>();
        foreach (var part in sent ?? [])
        {
            var id = part.GetProperty("woo_id").GetInt64();
            present.Add(id);
            if (!byId.TryGetValue(id, out var row) || !ColumnsHold(part, row) || IsDeleted(row) != deleted) return false;
        }
        if (sent is null && !deleted) return true;
        return byId.Values.All(row => IsDeleted(row) || (!deleted && present.Contains(row.GetProperty("woo_id").GetInt64())));
    }

    private static bool ColumnsHold(JsonElement wanted, JsonElement stored) => wanted.EnumerateObject()
        .Where(column => !NoColumns.Contains(column.Name))
        .All(column => Same(column.Value, stored.TryGetProperty(column.Name, out var value) ? value : default));

    private static bool Same(JsonElement wanted, JsonElement stored)
    {
        if (wanted.ValueKind == JsonValueKind.Null || stored.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return wanted.ValueKind == JsonValueKind.Null && stored.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        if (wanted.ValueKind == JsonValueKind.Number && stored.ValueKind == JsonValueKind.Number) return wanted.GetDecimal() == stored.GetDecimal();
        if (wanted.ValueKind == JsonValueKind.String && stored.ValueKind == JsonValueKind.String)
            return wanted.GetString() == stored.GetString() || (Instant(wanted) is { } one && Instant(stored) is { } other && one == other);
        return JsonElement.DeepEquals(wanted, stored);
    }

    private static bool IsDeleted(JsonElement row) => row.TryGetProperty("deleted_at", out var at) && at.ValueKind == JsonValueKind.String;

    // Only what looks like PostgreSQL's or our own way of writing an instant: a text that is a number is none.
    private static DateTimeOffset? Instant(JsonElement text) => text.GetString() is { Length: >= 19 } written && written[10] == 'T'
        && DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
}
