using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Conflicts;

/// <summary>
/// Fields in which QuickBooks won, each with what the shop said then. As long as the shop says the same, theirs stays; once the shop changes
/// the field again, its word is new and is written.
/// </summary>
public static class KeptFields
{
    /// <summary>The list with more fields.</summary>
    /// <param name="kept">The list so far, JSON; null for none.</param>
    /// <param name="fields">Fields in which QuickBooks wins now.</param>
    /// <param name="shop">What the shop says now.</param>
    public static string? Add(string? kept, IEnumerable<string> fields, JsonObject shop)
    {
        var list = Read(kept);
        foreach (var field in fields) list[field] = shop[field]?.DeepClone();
        return Write(list);
    }

    /// <summary>The list without the fields that the shop has changed since, and without <paramref name="dropped"/>.</summary>
    public static string? Still(string? kept, JsonObject shop, IEnumerable<string>? dropped = null)
    {
        var list = Read(kept);
        foreach (var name in list.Select(field => field.Key).ToList())
            if (!Comparison.Same(list[name], shop[name], shop[name] ?? list[name]) || dropped?.Contains(name) == true) list.Remove(name);
        return Write(list);
    }

    /// <summary>What is to be written: what the shop says, without the fields of the list.</summary>
    public static JsonObject Without(JsonObject shop, string? kept)
    {
        var written = (JsonObject)shop.DeepClone();
        foreach (var (name, _) in Read(kept)) written.Remove(name);
        return written;
    }

    private static JsonObject Read(string? kept) => kept is null ? [] : FaultBody.Parse(kept) ?? [];

    private static string? Write(JsonObject list) => list.Count == 0 ? null : list.ToJsonString();
}
