using System.Text.RegularExpressions;

namespace Woo.Verifying;

/// <summary>The webhook secret as WooCommerce applies it.</summary>
public static partial class WooSecret
{
    /// <summary>
    /// WooCommerce passes the stored secret through WordPress's <c>wp_specialchars_decode(ENT_QUOTES)</c> before it signs: a stored
    /// <c>a&amp;amp;b</c> signs as <c>a&amp;b</c>. Only these entities, once, not recursively.
    /// </summary>
    public static string AsApplied(string stored) => !stored.Contains('&') ? stored : Entity().Replace(stored, match => match.Value.ToLowerInvariant() switch
    {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        var code => code.TrimEnd(';') switch
        {
            var c when c.EndsWith("38", StringComparison.Ordinal) || c.EndsWith("26", StringComparison.Ordinal) => "&",
            var c when c.EndsWith("39", StringComparison.Ordinal) || c.EndsWith("27", StringComparison.Ordinal) => "'",
            var c when c.EndsWith("34", StringComparison.Ordinal) || c.EndsWith("22", StringComparison.Ordinal) => "\"",
            var c when c.EndsWith("60", StringComparison.Ordinal) => "<",
            _ => ">",
        },
    });

    [GeneratedRegex("&(?:amp|lt|gt|quot|#0*(?:34|38|39|60|62)|#[xX]0*(?:22|26|27));", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();
}
