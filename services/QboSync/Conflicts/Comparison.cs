using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QboSync.Conflicts;

/// <summary>
/// Compares what QuickBooks holds, field by field, in the shape of what we write: whatever QuickBooks adds to it (names of references, ids of
/// lines, subtotals, computed sums), and whatever people keep in fields that we never write, does not count.
/// </summary>
public static class Comparison
{
    // Said by us when we write, and QuickBooks' own business afterwards.
    private static readonly HashSet<string> NotContent = ["Id", "SyncToken", "sparse", "domain", "MetaData", "time", "LineNum", "PrivateNote", "DocNumber"];

    /// <summary>The fields that differ between two states of an entity, of those that <paramref name="written"/> has.</summary>
    public static IReadOnlyList<string> Differing(JsonObject before, JsonObject now, JsonObject written) =>
        [.. written.Select(field => field.Key).Where(name => !NotContent.Contains(name) && !Same(before[name], now[name], written[name]))];

    /// <summary>Two values mean the same in the shape of a third: <c>10</c> is <c>10.00</c>, nothing is an empty text, <c>US</c> is <c>USA</c>.</summary>
    public static bool Same(JsonNode? left, JsonNode? right, JsonNode? shape) => SameProjected(Project(left, shape), Project(right, shape));

    /// <summary>Two values mean the same in all their fields.</summary>
    public static bool SameWhole(JsonNode? left, JsonNode? right) => SameProjected(left, right);

    /// <summary>What of a value lies in the shape of another.</summary>
    public static JsonNode? Project(JsonNode? node, JsonNode? shape) => (node, shape) switch
    {
        (JsonObject entity, JsonObject wanted) => Object(entity, wanted),
        (JsonArray rows, JsonArray wanted) => Array(rows, wanted),
        _ => node?.DeepClone(),
    };

    private static JsonObject Object(JsonObject entity, JsonObject shape)
    {
        var projected = new JsonObject();
        foreach (var (name, part) in shape)
            if (!NotContent.Contains(name) && Project(entity[name], part) is { } value) projected[name] = value;
        return projected;
    }

    private static JsonArray Array(JsonArray rows, JsonArray shape)
    {
        var row = new JsonObject();
        foreach (var wanted in shape.OfType<JsonObject>()) Widen(row, wanted);
        return new JsonArray([.. rows.OfType<JsonObject>().Where(line => !IsSubtotal(line)).Select(line => (JsonNode)Object(line, row))]);
    }

    // QuickBooks puts it under the lines itself.
    private static bool IsSubtotal(JsonObject line) =>
        line["DetailType"] is JsonValue type && type.GetValueKind() == JsonValueKind.String && type.GetValue<string>() == "SubTotalLineDetail";

    private static void Widen(JsonObject shape, JsonObject by)
    {
        foreach (var (name, part) in by)
        {
            if (part is JsonObject inner && shape[name] is JsonObject own) Widen(own, inner);
            else if (!shape.ContainsKey(name)) shape[name] = part?.DeepClone();
        }
    }

    private static bool SameProjected(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (JsonObject a, JsonObject b) => a.Select(field => field.Key).Union(b.Select(field => field.Key)).All(name => SameField(name, a[name], b[name])),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => SameProjected(pair.First, pair.Second)),
        (JsonObject or JsonArray, null) => IsEmpty(left!),
        (null, JsonObject or JsonArray) => IsEmpty(right!),
        _ => Plain(left) == Plain(right),
    };

    private static bool SameField(string name, JsonNode? left, JsonNode? right) => name == "Country"
        ? string.Equals(Country(Plain(left)), Country(Plain(right)), StringComparison.OrdinalIgnoreCase)
        : SameProjected(left, right);

    private static bool IsEmpty(JsonNode node) => node switch
    {
        JsonObject entity => entity.All(field => field.Value is null || IsEmpty(field.Value)),
        JsonArray rows => rows.Count == 0,
        _ => Plain(node).Length == 0,
    };

    /// <summary>A plain value as text; one number has one text.</summary>
    public static string Plain(JsonNode? node)
    {
        if (node is not JsonValue value) return "";
        var text = value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>().ReplaceLineEndings("\n").Trim(),
            JsonValueKind.False => "", // QuickBooks leaves out what is false
            _ => value.ToJsonString(),
        };
        return value.GetValueKind() == JsonValueKind.Number && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : text;
    }

    // QuickBooks answers countries in three letters, whatever was written.
    private static string Country(string text)
    {
        if (text.Length != 2) return text;
        try
        {
            return new RegionInfo(text).ThreeLetterISORegionName;
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
