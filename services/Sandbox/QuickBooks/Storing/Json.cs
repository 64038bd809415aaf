using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.QuickBooks.Storing;

/// <summary>Short words for reading and writing JSON documents whose shape has been checked.</summary>
internal static class Json
{
    public static string? Text(this JsonObject document, string name) => Text(document[name]);

    /// <summary>The text of a scalar as QuickBooks would read it, numbers and flags included; null for anything else.</summary>
    public static string? Text(this JsonNode? node) => node is not JsonValue value ? null : value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToJsonString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    // The first line is the usual case, without a detour over text.
    public static decimal? Amount(this JsonObject document, string name) =>
        document[name] is JsonValue value && value.TryGetValue<decimal>(out var number) ? number
        : document[name].Text() is { } text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    public static decimal AmountOrZero(this JsonObject document, string name) => document.Amount(name) ?? 0m;

    public static bool? Flag(this JsonObject document, string name) => document[name].Text() switch { "true" => true, "false" => false, _ => null };

    public static bool Is(this JsonObject document, string name) => document.Flag(name) == true;

    /// <summary>The value of a reference, or null.</summary>
    public static string? RefId(this JsonObject document, string name) => (document[name] as JsonObject)?.Text("value");

    public static JsonObject? Object(this JsonObject document, string name) => document[name] as JsonObject;

    public static IEnumerable<JsonObject> Objects(this JsonObject document, string name) => (document[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    public static JsonObject Copy(this JsonObject document) => (JsonObject)document.DeepClone();

    /// <summary>A number without trailing zeros, so that 10.00 and 10 are written alike.</summary>
    public static JsonValue Number(decimal value) => JsonValue.Create(value / 1.0000000000000000000000000000m);

    public static JsonObject Ref(string id, string? name = null)
    {
        var reference = new JsonObject { ["value"] = id };
        if (name is not null) reference["name"] = name;
        return reference;
    }

    /// <summary>Rounds to cents, half away from zero: QuickBooks' rule.</summary>
    public static decimal Cents(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
