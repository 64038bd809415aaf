using System.Text.Json;

namespace Woo.Versioning;

/// <summary>One field of a record's content in which two versions differ; the values as JSON, null where a version has none.</summary>
/// <param name="Field">Its way from the record: <c>total</c>, <c>billing.city</c>, <c>line_items[5].quantity</c> (the line's id in brackets).</param>
/// <param name="Old">In the one version.</param>
/// <param name="New">In the other.</param>
public sealed record ContentDifference(string Field, string? Old, string? New);

/// <summary>Compares canonical content, field by field.</summary>
internal static class ContentDifferences
{
    public static IEnumerable<ContentDifference> Of(JsonElement? one, JsonElement? other, string path)
    {
        if (one is { ValueKind: JsonValueKind.Object } left && other is { ValueKind: JsonValueKind.Object } right)
        {
            var names = left.EnumerateObject().Select(field => field.Name).Union(right.EnumerateObject().Select(field => field.Name));
            return names.SelectMany(name => Of(Field(left, name), Field(right, name), path.Length == 0 ? name : $"{path}.{name}"));
        }
        // Things with an id of their own. Where one has none, or an id comes twice, the list is compared as a whole.
        if (IsList(one) && IsList(other))
        {
            var (lefts, rights) = (ById(one), ById(other));
            return lefts.Keys.Union(rights.Keys).SelectMany(id => Of(Field(lefts, id), Field(rights, id), $"{path}[{id}]"));
        }
        var (old, changed) = (one?.GetRawText(), other?.GetRawText());
        return old == changed ? [] : [new ContentDifference(path, old, changed)];
    }

    private static bool IsList(JsonElement? list)
    {
        if (list is not { ValueKind: JsonValueKind.Array } given) return false;
        var ids = given.EnumerateArray().Select(Id).ToList();
        return ids.Count > 0 && !ids.Contains(null) && ids.Distinct().Count() == ids.Count;
    }

    private static string? Id(JsonElement item) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id) ? id.ToString() : null;

    private static Dictionary<string, JsonElement> ById(JsonElement? list) => list!.Value.EnumerateArray().ToDictionary(item => Id(item)!);

    private static JsonElement? Field(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement? Field(Dictionary<string, JsonElement> from, string id) => from.TryGetValue(id, out var value) ? value : null;
}
