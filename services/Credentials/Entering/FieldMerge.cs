using System.Text.Json;
using Credentials.Fields;

namespace Credentials.Entering;

/// <summary>Lays what was sent over what is stored: what was not sent stays, null takes an optional field away.</summary>
internal static class FieldMerge
{
    public static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> stored, JsonElement? given, IReadOnlyList<FieldRule> rules)
    {
        var merged = new Dictionary<string, string>(stored);
        if (given is not { ValueKind: JsonValueKind.Object } fields) return merged;
        foreach (var field in fields.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Null) merged.Remove(field.Name);
            else merged[field.Name] = rules.Single(rule => rule.Name == field.Name).Tidy(field.Value.GetString()!);
        }
        return merged;
    }

    /// <summary>Names of the fields that a credential of this kind cannot do without and that are not there.</summary>
    public static IEnumerable<string> Missing(IReadOnlyDictionary<string, string> fields, IReadOnlyList<FieldRule> rules) =>
        rules.Where(rule => rule.Required && !fields.ContainsKey(rule.Name)).Select(rule => rule.Name);
}
