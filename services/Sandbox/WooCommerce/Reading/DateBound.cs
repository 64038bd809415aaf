using System.Globalization;
using System.Text.RegularExpressions;

namespace Sandbox.WooCommerce.Reading;

/// <summary>
/// Bounds such as <c>modified_after</c>, with WooCommerce's trap: a time with Z or offset together with <c>dates_are_gmt=true</c> is taken
/// for the site's own time and shifted by the site's offset.
/// </summary>
public static partial class DateBound
{
    /// <summary>The bound as UTC, in the form in which resources carry it; null where the value is no date.</summary>
    public static string? Utc(string value, bool datesAreGmt, TimeZoneInfo zone)
    {
        if (!Form().IsMatch(value)) return null;
        var withOffset = value.AsSpan(10).ContainsAny("Zz+-");
        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return null;
        var utc = (withOffset, datesAreGmt) switch
        {
            (false, true) => at.UtcDateTime,
            (false, false) => at.UtcDateTime - zone.GetUtcOffset(at.UtcDateTime),
            (true, false) => at.UtcDateTime,
            (true, true) => at.UtcDateTime - zone.GetUtcOffset(at.UtcDateTime),
        };
        return utc.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}(?::\d{2})?)?$")]
    private static partial Regex Form();
}
