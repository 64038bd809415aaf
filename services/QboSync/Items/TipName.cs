using System.Text.RegularExpressions;

namespace QboSync.Items;

/// <summary>WooCommerce has no tips: plugins add them as fees, by names such as these.</summary>
public static partial class TipName
{
    /// <summary>A fee of this name is a tip.</summary>
    public static bool Is(string fee) => Words().IsMatch(fee);

    [GeneratedRegex(@"\b(tips?|gratuity|gratuities|pourboire|trinkgeld|propina|gorjeta|mancia|fooi|dricks)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
