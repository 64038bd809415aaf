using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QboSync.Mapping.Fields;

/// <summary>Which fields a mapping has and what they hold, read off <see cref="BookMapping"/>: a new field is known here by itself.</summary>
internal static class MappingShape
{
    /// <summary>What has another shape than a mapping. null is right everywhere: it takes a field back.</summary>
    public static IReadOnlyList<FieldError> Errors(JsonObject mapping)
    {
        var errors = new List<FieldError>();
        Walk(typeof(BookMapping), mapping, [], errors);
        return errors;
    }

    /// <summary>The type of what a dictionary holds; null where the type is none.</summary>
    public static Type? EntryOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? type.GetGenericArguments()[1] : null;

    /// <summary>The type of a field, or of an entry of a dictionary.</summary>
    public static Type ChildOf(Type type, string name) => EntryOf(type) ?? FieldsOf(type)[name];

    private static Dictionary<string, Type> FieldsOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite).ToDictionary(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property => property.PropertyType);

    private static void Walk(Type declared, JsonNode? node, IReadOnlyList<string> path, List<FieldError> errors)
    {
        if (node is null) return;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (IsScalar(type))
        {
            if (ScalarError(type, node) is { } why) errors.Add(new FieldError(MappingPath.Of(path), why));
            return;
        }
        if (node is not JsonObject fields)
        {
            errors.Add(new FieldError(MappingPath.Of(path), "must be an object"));
            return;
        }
        var known = EntryOf(type) is null ? FieldsOf(type) : null;
        foreach (var (name, value) in fields)
        {
            if (known is null || known.ContainsKey(name)) Walk(known?[name] ?? EntryOf(type)!, value, [.. path, name], errors);
            else errors.Add(new FieldError(MappingPath.Of([.. path, name]), Unknown(path, name, known.Keys)));
        }
    }

    private static bool IsScalar(Type type) => type.IsEnum || type.IsPrimitive || type == typeof(string) || type == typeof(decimal);

    private static string Unknown(IReadOnlyList<string> path, string name, IReadOnlyCollection<string> known) =>
        NearestName.To(name, known) is { } nearest
            ? $"there is no such field; did you mean {MappingPath.Of([.. path, nearest])}?"
            : $"there is no such field; there are {string.Join(", ", known)}";

    private static string? ScalarError(Type type, JsonNode node)
    {
        var kind = node.GetValueKind();
        if (type.IsEnum)
        {
            var names = Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).ToList();
            return kind == JsonValueKind.String && names.Contains(node.GetValue<string>()) ? null : $"must be one of {string.Join(", ", names)}";
        }
        if (type == typeof(string)) return kind == JsonValueKind.String ? null : "must be a text";
        if (type == typeof(bool)) return kind is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false";
        if (type == typeof(decimal) || type == typeof(double)) return kind == JsonValueKind.Number ? null : "must be a number";
        return node is JsonValue number && kind == JsonValueKind.Number && number.TryGetValue<int>(out _) ? null : "must be a whole number";
    }
}
