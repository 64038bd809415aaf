using System.Globalization;
using System.Text.Json;

namespace Woo.Shapes;

/// <summary>
/// One place in a WooCommerce body and its path. Reading is tolerant where the meaning is clear (PHP and plugins write numbers as
/// strings, strings as numbers, <c>[]</c> for an empty object) and refuses, naming the path, where it is not.
/// </summary>
internal readonly struct WooField(JsonElement element, string path)
{
    public JsonElement Element { get; } = element;

    public string Path { get; } = path;

    private bool IsNothing => WooNumber.IsNothing(Element);

    public WooField this[string name]
    {
        get
        {
            var path = Path.Length == 0 ? name : $"{Path}.{name}";
            return Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out var value) ? new WooField(value, path) : new WooField(default, path);
        }
    }

    /// <summary>The object that must stand here.</summary>
    public WooField RequireObject() => Element.ValueKind == JsonValueKind.Object ? this : throw Refuse("must be a JSON object");

    /// <summary>Text; "" where nothing stands. A number is its digits, PHP's <c>false</c> is "".</summary>
    public string Text() => TextOrNull() ?? "";

    /// <summary>Text; null where nothing stands, "" where "" stands.</summary>
    public string? TextOrNull() => Element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => null,
        JsonValueKind.String => Element.GetString(),
        JsonValueKind.Number => Element.GetRawText(),
        JsonValueKind.True => "1",
        JsonValueKind.Array when Element.GetArrayLength() == 0 => null,
        _ => throw Refuse("must be text"),
    };

    /// <summary>An amount that must be there.</summary>
    public decimal Money() => MoneyOrNull() ?? throw Refuse("an amount is missing");

    /// <summary>An amount of tax or discount, 0 where WooCommerce never stored one (it then writes "").</summary>
    public decimal MoneyOrZero() => MoneyOrNull() ?? 0m;

    /// <summary>An amount; null where nothing stands.</summary>
    public decimal? MoneyOrNull()
    {
        if (IsNothing) return null;
        return WooNumber.TryRead(Element, out var value) ? value : throw Refuse("is not an amount WooCommerce writes, such as \"12.00\"");
    }

    /// <summary>A quantity or a stock level; may have decimals where a plugin sells by weight.</summary>
    public decimal? NumberOrNull()
    {
        if (IsNothing || Element.ValueKind == JsonValueKind.False) return null;
        return WooNumber.TryRead(Element, out var value) ? value : throw Refuse("is not a number");
    }

    /// <summary>The id that must be there.</summary>
    public long Id() => LongOrZero() is > 0 and var id ? id : throw Refuse("an id above 0 is missing");

    /// <summary>A whole number; 0 where nothing stands.</summary>
    public long LongOrZero() => LongOrNull() ?? 0;

    /// <summary>A whole number; null where nothing stands.</summary>
    public long? LongOrNull()
    {
        if (NumberOrNull() is not { } value) return null;
        return value == decimal.Truncate(value) && value is >= long.MinValue and <= long.MaxValue ? (long)value : throw Refuse("is not a whole number");
    }

    /// <summary>Yes or no, also as WordPress writes it: "yes", "1", 1.</summary>
    public bool Flag() => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Undefined or JsonValueKind.Null => false,
        JsonValueKind.Number => Element.GetRawText() != "0",
        JsonValueKind.String => Element.GetString()!.Trim().ToLower(CultureInfo.InvariantCulture) is not ("" or "0" or "no" or "false" or "off"),
        _ => throw Refuse("must be true or false"),
    };

    /// <summary>An instant of a <c>_gmt</c> field; null where nothing stands.</summary>
    public DateTimeOffset? Utc()
    {
        if (TextOrNull() is not { } text || WooTime.IsNothing(text)) return null;
        return WooTime.TryReadUtc(text, out var instant) ? instant : throw Refuse("is not a date such as 2026-11-22T09:58:52");
    }

    /// <summary>
    /// The items of a list. Nothing is the empty list; an object whose names are numbers is a list, which is how PHP writes one with gaps.
    /// </summary>
    public IEnumerable<WooField> Items()
    {
        switch (Element.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False:
                return [];
            case JsonValueKind.String when IsNothing:
                return [];
            case JsonValueKind.Array:
                var path = Path;
                return Element.EnumerateArray().Select((item, index) => new WooField(item, $"{path}[{index}]"));
            case JsonValueKind.Object when Element.EnumerateObject().All(property => property.Name.All(char.IsAsciiDigit)):
                var owner = Path;
                return Element.EnumerateObject().Select(property => new WooField(property.Value, $"{owner}[{property.Name}]"));
            default:
                throw Refuse("must be a list");
        }
    }

    /// <summary>The items of a list, each read as one shape.</summary>
    public IReadOnlyList<T> Many<T>(Func<WooField, T> read) => [.. Items().Select(read)];

    private WooShapeException Refuse(string problem) => new(Path, $"{problem}; found {Found()}");

    // A short literal says more than its kind; longer texts may be a customer's.
    private string Found() => Element.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.Null => "null",
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when Element.GetRawText() is { Length: <= 24 } text => text,
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
