using System.Globalization;

namespace Sandbox.WooCommerce.Reading;

/// <summary>The parameters of a list, checked against their schema as WordPress does; unknown ones are ignored without a word.</summary>
internal sealed class ListParameters(IQueryCollection query)
{
    public int Page => Whole("page", 1, 1, null);

    public int PerPage => Whole("per_page", 10, 1, 100);

    public int? Offset => query.ContainsKey("offset") ? Whole("offset", 0, 0, null) : null;

    public bool DatesAreGmt => query["dates_are_gmt"].ToString() is "true" or "1";

    public string Text(string name) => query[name].ToString();

    public string OneOf(string name, string fallback, params string[] allowed)
    {
        var value = Text(name);
        if (value.Length == 0) return fallback;
        return allowed.Contains(value) ? value : throw WooRefusal.Parameter(name, $"{name} is not one of {List(allowed)}.", "rest_not_in_enum");
    }

    /// <summary>A comma list, or one given as <c>name[]=</c>.</summary>
    public IReadOnlyList<string> Many(string name, params string[] allowed)
    {
        var values = query[name].Concat(query[name + "[]"]).SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        for (var i = 0; i < values.Count && allowed.Length > 0; i++)
            if (!allowed.Contains(values[i])) throw WooRefusal.Parameter(name, $"{name}[{i}] is not one of {List(allowed)}.", "rest_not_in_enum");
        return values;
    }

    public IReadOnlyList<long> Ids(string name) => [.. Many(name).Select((value, i) =>
        long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) ? id
            : throw WooRefusal.Parameter(name, $"{name}[{i}] is not of type integer.", "rest_invalid_type"))];

    public string? Bound(string name, TimeZoneInfo zone)
    {
        var value = Text(name);
        if (value.Length == 0) return null;
        return DateBound.Utc(value, DatesAreGmt, zone) ?? throw WooRefusal.Parameter(name, "Invalid date.", "rest_invalid_date");
    }

    private int Whole(string name, int fallback, int least, int? most)
    {
        var value = Text(name);
        if (value.Length == 0) return fallback;
        if (!int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)) throw WooRefusal.Parameter(name, $"{name} is not of type integer.", "rest_invalid_type");
        if (number >= least && (most is null || number <= most)) return number;
        var range = most is null ? $"greater than or equal to {least}" : $"between {least} (inclusive) and {most} (inclusive)";
        throw WooRefusal.Parameter(name, $"{name} must be {range}", "rest_out_of_bounds");
    }

    private static string List(string[] allowed) => $"{string.Join(", ", allowed[..^1])}, and {allowed[^1]}";
}
