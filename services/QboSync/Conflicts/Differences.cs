using System.Globalization;
using System.Text.Json.Nodes;
using QboSync.Talking;
using Syncing.Conflicts;

namespace QboSync.Conflicts;

/// <summary>Shows where two states of an entity differ, one line per value, as a person reads it.</summary>
public static class Differences
{
    private const int Most = 60;
    private const int LongestText = 300;

    /// <summary>The sides of fields, in the shape of what we write.</summary>
    /// <param name="fields">Names of fields that differ.</param>
    /// <param name="shop">What the shop says, as we would write it.</param>
    /// <param name="standing">What stands in QuickBooks.</param>
    /// <param name="shopTotal">The sum of a document as it was last booked; null where it has none.</param>
    public static IReadOnlyList<ConflictSide> Of(IEnumerable<string> fields, JsonObject shop, JsonObject standing, decimal? shopTotal = null)
    {
        var sides = new List<ConflictSide>();
        foreach (var field in fields) Add(sides, field, shop[field], Comparison.Project(standing[field], shop[field]), standing[field]);
        // Lines and tax are how the sum came about; the sum is what a bookkeeper looks at first.
        if (shopTotal is { } booked && standing.Amount("TotalAmt") is { } total && total != booked && !shop.ContainsKey("TotalAmt"))
            sides.Insert(0, new ConflictSide("TotalAmt", Sum(booked), Sum(total)));
        return sides.Count > Most ? sides[..Most] : sides;
    }

    // names: what stands with everything QuickBooks added, for the names of references
    private static void Add(List<ConflictSide> sides, string path, JsonNode? shop, JsonNode? standing, JsonNode? names)
    {
        if (Comparison.Same(shop, standing, shop ?? standing)) return;
        if (IsReference(shop) || IsReference(standing))
        {
            sides.Add(new(path, Text(shop?["value"]), (names as JsonObject)?.Text("name") is { } name ? $"{Text(standing?["value"])} {name}" : Text(standing?["value"])));
        }
        else if (shop is JsonArray or null && standing is JsonArray or null && (shop ?? standing) is JsonArray)
        {
            var (ours, theirs) = (shop as JsonArray ?? [], standing as JsonArray ?? []);
            for (var i = 0; i < Math.Max(ours.Count, theirs.Count); i++)
                Add(sides, string.Create(CultureInfo.InvariantCulture, $"{path}[{i + 1}]"), i < ours.Count ? ours[i] : null, i < theirs.Count ? theirs[i] : null, Row(names, i));
        }
        else if (shop is JsonObject or null && standing is JsonObject or null && (shop ?? standing) is JsonObject)
        {
            var (ours, theirs) = (shop as JsonObject ?? [], standing as JsonObject ?? []);
            foreach (var name in ours.Select(field => field.Key).Union(theirs.Select(field => field.Key)))
                if (name is not ("LineNum" or "Id")) Add(sides, $"{path}.{name}", ours[name], theirs[name], (names as JsonObject)?[name]);
        }
        else
        {
            sides.Add(new(path, Text(shop), Text(standing)));
        }
    }

    private static JsonNode? Row(JsonNode? rows, int index) =>
        rows is JsonArray array ? array.OfType<JsonObject>().Where(line => line.Text("DetailType") != "SubTotalLineDetail").ElementAtOrDefault(index) : null;

    private static bool IsReference(JsonNode? node) => node is JsonObject { Count: <= 2 } entity && entity.ContainsKey("value");

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonValue => Cut(Comparison.Plain(node)),
        _ => Cut(node.ToJsonString()),
    };

    /// <summary>A sum as it is shown.</summary>
    public static string Sum(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Cut(string text) => text.Length > LongestText ? text[..LongestText] + "..." : text;
}
