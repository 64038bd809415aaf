using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Shapes;

/// <summary>
/// Reads a request body against a shape: an unknown property, a wrong type, length or enumeration is refused with QuickBooks' code, computed
/// properties and nulls are left out, scalars come out in their own JSON type.
/// </summary>
internal static class BodyReader
{
    // Those that no text may hold: below a blank, but for tab and line ends.
    private static readonly SearchValues<char> Control = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code).Except(['\t', '\n', '\r'])]);

    private const decimal HighestAmount = 99_999_999_999m;

    public static JsonObject Read(Shape shape, JsonObject body) => Read(shape, body, "");

    private static JsonObject Read(Shape shape, JsonObject body, string path)
    {
        var read = new JsonObject();
        foreach (var (name, value) in body)
        {
            var place = path + name;
            var property = shape.Find(name) ?? throw Refuse.UnknownProperty(place);
            if (value is null || property.ReadOnly) continue;
            if (ReadValue(property, value, place) is { } node) read[name] = node;
        }
        return read;
    }

    private static JsonNode? ReadValue(Property property, JsonNode value, string place) => property.Kind switch
    {
        PropertyKind.Text => ReadText(property, value, place),
        PropertyKind.Amount => ReadAmount(value, place),
        PropertyKind.Flag => ReadFlag(value, place),
        PropertyKind.Date => ReadDate(value, place),
        PropertyKind.Instant => Scalar(value, place),
        PropertyKind.Reference => ReadReference(value, place),
        PropertyKind.Object => value is JsonObject nested ? Read(property.Shape!, nested, place + ".") : throw Refuse.UnknownProperty(place),
        PropertyKind.List => value is JsonArray list ? ReadList(property.Shape!, list, place) : throw Refuse.UnknownProperty(place),
        _ => value.DeepClone(),
    };

    private static JsonArray ReadList(Shape shape, JsonArray list, string place)
    {
        var read = new JsonArray();
        foreach (var element in list)
            read.Add((JsonNode)Read(shape, element as JsonObject ?? throw Refuse.UnknownProperty(place), place + "."));
        return read;
    }

    private static JsonNode ReadText(Property property, JsonNode value, string place)
    {
        var text = Scalar(value, place);
        if (property.Values is { } values && text.Length > 0 && !values.Contains(text)) throw Refuse.Enumeration(place, text);
        if (property.MaxLength > 0 && text.Length > property.MaxLength) throw Refuse.Length(place, property.MaxLength, text.Length);
        if (text.AsSpan().ContainsAny(Control)) throw Refuse.InvalidCharacters(place, text);
        return text;
    }

    private static JsonNode? ReadAmount(JsonNode value, string place)
    {
        var text = Scalar(value, place);
        if (text.Length == 0) return null;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)) throw Refuse.NumberFormat(place, text);
        return Math.Abs(amount) <= HighestAmount ? Json.Number(amount) : throw Refuse.InvalidAmount(place, amount);
    }

    private static JsonNode? ReadFlag(JsonNode value, string place) => Scalar(value, place) switch
    {
        "true" => true,
        "false" => false,
        "" => null,
        var other => throw Refuse.Boolean(place, other),
    };

    private static JsonNode? ReadDate(JsonNode value, string place)
    {
        var text = Scalar(value, place);
        if (text.Length == 0) return null;
        // A date with a time and zone is taken by its own calendar day: the zone is not applied.
        var day = text.Length > 10 && text[10] is 'T' or '-' or '+' or 'Z' ? text[..10] : text;
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : throw Refuse.DateFormat(place, text);
    }

    private static JsonObject? ReadReference(JsonNode value, string place)
    {
        var given = value as JsonObject ?? throw Refuse.UnknownProperty(place);
        foreach (var (name, _) in given)
            if (name is not ("value" or "name" or "type")) throw Refuse.UnknownProperty($"{place}.{name}");
        if (given.Text("value") is not { Length: > 0 } id) return null;
        var reference = Json.Ref(id, given.Text("name"));
        if (given.Text("type") is { } type) reference["type"] = type;
        return reference;
    }

    private static string Scalar(JsonNode value, string place) => value.Text() ?? throw Refuse.UnknownProperty(place);
}
