using System.Globalization;
using System.Text.RegularExpressions;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Asking;

/// <summary>Turns a condition into a test of a property's text. Strings compare without case; a property without value never matches.</summary>
internal static class Comparison
{
    public static Func<string?, bool> Test(Condition condition, CompanyClock clock) => condition.Path.Property.Kind switch
    {
        PropertyKind.Amount => Test(condition, text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null, (decimal?)null),
        PropertyKind.Instant => Test(condition, clock.Read, (DateTimeOffset?)null),
        PropertyKind.Date => Test(condition, text => DateOnly.TryParseExact(text.Length > 10 ? text[..10] : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null, (DateOnly?)null),
        PropertyKind.Flag => Test(condition, text => bool.TryParse(text, out var flag) ? flag : null, (bool?)null),
        _ => Strings(condition),
    };

    private static Func<string?, bool> Test<T>(Condition condition, Func<string, T?> read, T? _) where T : struct, IComparable<T>
    {
        if (condition.Operator == "LIKE") throw Refuse.Query($"operator LIKE is not supported on property '{condition.Path.Property.Name}'");
        var values = condition.Values.Select(text => read(text) ?? throw Refuse.Query($"Invalid value '{text}' for property '{condition.Path.Property.Name}'")).ToList();
        return text => text is not null && read(text) is { } own && Holds(condition.Operator, values.Select(value => own.CompareTo(value)));
    }

    private static Func<string?, bool> Strings(Condition condition)
    {
        if (condition.Operator == "LIKE")
        {
            var pattern = new Regex("^" + string.Join(".*", condition.Values[0].Split('%').Select(Regex.Escape)) + "$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);
            return text => text is not null && pattern.IsMatch(text);
        }
        return text => text is not null && Holds(condition.Operator, condition.Values.Select(value => string.Compare(text, value, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool Holds(string symbol, IEnumerable<int> compared) => symbol switch
    {
        "<" => compared.First() < 0,
        ">" => compared.First() > 0,
        "<=" => compared.First() <= 0,
        ">=" => compared.First() >= 0,
        _ => compared.Contains(0),
    };
}
