using System.Text.Json.Nodes;
using QboSync.Mapping.Fields;

namespace QboSync.Mapping.Saving;

/// <summary>
/// What is set after somebody sent a mapping. Only what differs from the defaults below it is kept, so that a changed setting reaches the rest.
/// An entry of a list by name (a status, a payment method) that a default has and nobody wants is kept as null: it is taken out.
/// </summary>
internal static class Setting
{
    /// <summary>The whole mapping was sent: what it does not name is not set.</summary>
    /// <param name="whole">What was sent.</param>
    /// <param name="defaults">What holds where nothing is set.</param>
    /// <param name="before">What was set until now: such a value stays set, even where it equals the default.</param>
    public static JsonObject Put(JsonObject whole, JsonObject defaults, JsonObject before) => Put(typeof(BookMapping), whole, defaults, before);

    /// <summary>A part was sent: null takes back what was set, or takes an entry out.</summary>
    public static JsonObject Patch(JsonObject before, JsonObject part, JsonObject defaults) => Patch(typeof(BookMapping), before, part, defaults);

    private static JsonObject Put(Type type, JsonObject whole, JsonObject defaults, JsonObject before)
    {
        var set = new JsonObject();
        foreach (var (name, value) in whole)
        {
            if (value is JsonObject fields)
            {
                var inner = Put(MappingShape.ChildOf(type, name), fields, Inner(defaults, name), Inner(before, name));
                if (inner.Count > 0 || (fields.Count == 0 && IsEntry(type) && !defaults.ContainsKey(name))) set[name] = inner;
            }
            else if (value is not null && (before[name] is not null || !JsonNode.DeepEquals(value, defaults[name])))
            {
                set[name] = value.DeepClone();
            }
        }
        if (IsEntry(type))
            foreach (var (name, _) in defaults)
                if (whole[name] is null) set[name] = null;
        return set;
    }

    private static JsonObject Patch(Type type, JsonObject before, JsonObject part, JsonObject defaults)
    {
        var set = (JsonObject)before.DeepClone();
        foreach (var (name, value) in part)
        {
            if (value is null)
            {
                set.Remove(name);
                if (IsEntry(type) && defaults.ContainsKey(name)) set[name] = null;
            }
            else if (value is JsonObject fields)
            {
                var inner = Patch(MappingShape.ChildOf(type, name), Inner(before, name), fields, Inner(defaults, name));
                if (inner.Count > 0 || (fields.Count == 0 && IsEntry(type))) set[name] = inner;
                else set.Remove(name);
            }
            else
            {
                set[name] = value.DeepClone();
            }
        }
        return set;
    }

    private static bool IsEntry(Type type) => MappingShape.EntryOf(type) is not null;

    private static JsonObject Inner(JsonObject fields, string name) => fields[name] as JsonObject ?? [];
}
