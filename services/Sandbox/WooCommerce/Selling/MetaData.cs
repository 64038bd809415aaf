using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Selling;

/// <summary>Meta data lists: <c>{id, key, value}</c>, on order items with <c>display_key</c> and <c>display_value</c>.</summary>
internal static class MetaData
{
    public static void Set(ShopData data, JsonObject resource, string key, JsonNode? value)
    {
        if (resource["meta_data"] is not JsonArray list) resource["meta_data"] = list = [];
        if (list.OfType<JsonObject>().FirstOrDefault(meta => meta.Text("key") == key) is { } known) known["value"] = value?.DeepClone();
        else list.Add((JsonNode)new JsonObject { ["id"] = data.NextId(Sequences.Meta), ["key"] = key, ["value"] = value?.DeepClone() });
    }

    public static void Remove(JsonObject resource, string key)
    {
        if (resource["meta_data"] is JsonArray list && list.OfType<JsonObject>().FirstOrDefault(meta => meta.Text("key") == key) is { } known) list.Remove(known);
    }

    public static string? Of(JsonObject resource, string key) =>
        resource.Objects("meta_data").FirstOrDefault(meta => meta.Text("key") == key)?.Text("value");

    /// <summary>What a request's <c>meta_data</c> sets.</summary>
    public static void Apply(ShopData data, JsonObject resource, JsonObject request)
    {
        foreach (var meta in request.Objects("meta_data")) Set(data, resource, meta.Text("key"), meta["value"]);
    }

    public static JsonObject OfItem(ShopData data, string key, string value, string? displayKey = null, string? displayValue = null) => new()
    {
        ["id"] = data.NextId(Sequences.Meta),
        ["key"] = key,
        ["value"] = value,
        ["display_key"] = displayKey ?? key,
        ["display_value"] = displayValue ?? value,
    };
}
