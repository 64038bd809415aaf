using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Mapping.Saving;
using QboSync.Talking;

namespace QboSync.Previewing;

/// <summary>What an update would change of a document, without what QuickBooks adds by itself: names beside ids, line ids, subtotals.</summary>
public static class DocumentChanges
{
    /// <summary>The fields that differ, lines one by one.</summary>
    /// <param name="stands">As it stands in QuickBooks.</param>
    /// <param name="body">What would be written.</param>
    public static IReadOnlyList<FieldChange> Between(JsonObject stands, JsonObject body) =>
    [
        .. body.Where(field => field.Key is not ("Line" or "SyncToken" or "sparse") && !Holds(stands[field.Key], field.Value))
            .Select(field => new FieldChange(field.Key, stands[field.Key]?.DeepClone(), field.Value?.DeepClone())),
        .. LineChanges(Lines(stands), Lines(body)),
    ];

    private static IEnumerable<FieldChange> LineChanges(List<JsonObject> before, List<JsonObject> after)
    {
        for (var index = 0; index < Math.Max(before.Count, after.Count); index++)
        {
            var (from, to) = (before.ElementAtOrDefault(index), after.ElementAtOrDefault(index));
            if (to is null || !Holds(from, to)) yield return new FieldChange($"Line[{index}]", from?.DeepClone(), to?.DeepClone());
        }
    }

    private static List<JsonObject> Lines(JsonObject document) =>
        [.. (document["Line"] as JsonArray ?? []).OfType<JsonObject>().Where(line => line.Text("DetailType") != "SubTotalLineDetail")];

    /// <summary>All that is written stands there already; what stands there beside it does not matter.</summary>
    private static bool Holds(JsonNode? stands, JsonNode? written) => (stands, written) switch
    {
        (_, null) => stands is null,
        (JsonObject there, JsonObject fields) => fields.All(field => Holds(there[field.Key], field.Value) || (field.Key == "Country" && IsSameCountry(there.Text("Country"), fields.Text("Country")))),
        (JsonArray there, JsonArray rows) => there.Count == rows.Count && there.Zip(rows).All(pair => Holds(pair.First, pair.Second)),
        (JsonValue, JsonValue) => Number(stands) is { } one && Number(written) is { } other ? one == other : JsonNode.DeepEquals(stands, written),
        _ => false,
    };

    // Written with two letters, QuickBooks answers with three.
    private static bool IsSameCountry(string? stands, string? written)
    {
        if (stands is not { Length: 3 } || written is not { Length: 2 }) return false;
        try
        {
            return new RegionInfo(written).ThreeLetterISORegionName == stands;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static decimal? Number(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.Number && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
