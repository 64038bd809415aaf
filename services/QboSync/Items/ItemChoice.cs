using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Items;

/// <summary>Which items of QuickBooks may be the one that is meant.</summary>
public static class ItemChoice
{
    /// <summary>Those that can stand on a line: the one with exactly the name first, then the one that is there longest.</summary>
    public static IReadOnlyList<JsonObject> Among(IEnumerable<JsonObject> found, string name) =>
        [.. found.Where(IsUsable)
            .OrderByDescending(item => string.Equals(item.Text("Name"), name, StringComparison.OrdinalIgnoreCase))
            .ThenBy(item => long.TryParse(item.Id(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : long.MaxValue)];

    /// <summary>The item that has the name is the product: it can be sold, and its SKU does not say otherwise.</summary>
    public static bool IsSame(JsonObject item, string sku) =>
        IsUsable(item) && (sku.Length == 0 || item.Text("Sku") is not { Length: > 0 } own || string.Equals(own, sku, StringComparison.OrdinalIgnoreCase));

    /// <summary>Active, and no category (it only holds items) or bundle (it cannot stand on a line as an item).</summary>
    public static bool IsUsable(JsonObject item) =>
        item["Active"]?.GetValueKind() != JsonValueKind.False && item.Text("Type") is not ("Category" or "Group");
}
