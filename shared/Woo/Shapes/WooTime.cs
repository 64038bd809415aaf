using System.Globalization;

namespace Woo.Shapes;

/// <summary>How WooCommerce writes instants: the <c>_gmt</c> fields hold UTC without saying so, <c>2026-11-22T09:58:52</c>.</summary>
internal static class WooTime
{
    private static readonly string[] Bare =
        ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];

    private static readonly string[] Zoned = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>MySQL's zero date, which old imports leave behind, means "no date".</summary>
    public static bool IsNothing(string text) => string.IsNullOrWhiteSpace(text) || text.StartsWith("0000-00-00", StringComparison.Ordinal);

    /// <summary>Reads a text without zone as UTC, one with a zone by its zone.</summary>
    public static bool TryReadUtc(string text, out DateTimeOffset instant)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, Bare, CultureInfo.InvariantCulture, utc, out instant)
            || DateTimeOffset.TryParseExact(text, Zoned, CultureInfo.InvariantCulture, utc, out instant);
    }
}
