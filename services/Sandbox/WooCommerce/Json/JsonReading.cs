using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.WooCommerce.Json;

/// <summary>Reading WooCommerce's loose JSON, in which a number may be a string and a missing text is "".</summary>
internal static class JsonReading
{
    /// <summary>The text of a member; "" where it is missing or null.</summary>
    public static string Text(this JsonObject json, string name) => json[name] switch
    {
        null => "",
        JsonValue value => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
        var node => node.ToJsonString(),
    };

    /// <summary>The text of a member, or null where it is missing or null.</summary>
    public static string? TextOrNull(this JsonObject json, string name) => json[name] is null ? null : json.Text(name);

    /// <summary>A whole number, 0 where it is missing or no number.</summary>
    public static long Number(this JsonObject json, string name) =>
        long.TryParse(json.Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>An amount; null where it is missing, "" or no number.</summary>
    public static decimal? Amount(this JsonObject json, string name) =>
        decimal.TryParse(json.Text(name), NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>A flag, as true, "true", "yes" or 1.</summary>
    public static bool Flag(this JsonObject json, string name) => json.Text(name) is "true" or "yes" or "1";

    /// <summary>The objects of a list; none where it is missing.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject json, string name) => (json[name] as JsonArray ?? []).OfType<JsonObject>();
}
