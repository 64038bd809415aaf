using System.Globalization;
using System.Text.Json;

namespace Woo.Shapes;

/// <summary>How WooCommerce writes numbers: strings with a dot ("12.00", never "12,00"), plain JSON numbers from plugins.</summary>
internal static class WooNumber
{
    /// <summary>WooCommerce computes with at most 6 decimals; what stands behind the 8th in a JSON number is binary noise.</summary>
    private const int MeaningfulDecimals = 8;

    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>Nothing stands there: absent, null, or the empty string that PHP writes for "no number".</summary>
    public static bool IsNothing(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(element.GetString()),
        _ => false,
    };

    /// <summary>Reads a number; false where the text is anything else, thousands separators and decimal commas included.</summary>
    public static bool TryRead(JsonElement element, out decimal value)
    {
        value = 0;
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return decimal.TryParse(element.GetString(), Styles, CultureInfo.InvariantCulture, out value);
            case JsonValueKind.Number:
                if (!decimal.TryParse(element.GetRawText(), Styles, CultureInfo.InvariantCulture, out value)) return false;
                value = Math.Round(value, MeaningfulDecimals, MidpointRounding.AwayFromZero);
                return true;
            default:
                return false;
        }
    }

    /// <summary>One text per value: 1, 1.0 and 1.00 are all "1".</summary>
    public static string Canonical(decimal value) => value == 0 ? "0" : value.ToString("0.############################", CultureInfo.InvariantCulture);
}
