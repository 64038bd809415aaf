using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Items;

/// <summary>Which of several items is meant; QuickBooks does not keep SKUs unique.</summary>
public static class ItemChoice
{
    /// <summary>The usable one with exactly the name, else the one that is there longest; null where none is.</summary>
    public static JsonObject? Among(IEnumerable<JsonObject> found, string name) =>
        found.Where(IsUsable)
            .OrderByDescending(item => string.Equals(item.Text("Name"), name, StringComparison.OrdinalIgnoreCase))
            .ThenBy(item => long.TryParse(item.Id(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : long.MaxValue)
            .FirstOrDefault();

    /// <summary>The item that has the name is the product: it can be sold, and its SKU does not say otherwise.</summary>
    public static bool IsSame(JsonObject item, string sku) =>
        IsUsable(item) && (sku.Length == 0 || item.Text("Sku") is not { Length: > 0 } own || string.Equals(own, sku, StringComparison.OrdinalIgnoreCase));

    // Categories only hold items, and bundles cannot stand on a line as an item.
    private static bool IsUsable(JsonObject item) =>
        item["Active"]?.GetValueKind() != JsonValueKind.False && item.Text("Type") is not ("Category" or "Group");
}
