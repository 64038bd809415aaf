using System.Globalization;
using Sandbox.WooCommerce.Pricing;

namespace Sandbox.WooCommerce.Selling;

/// <summary>Amounts as WooCommerce writes them.</summary>
internal static class Money
{
    /// <summary>Two decimals.</summary>
    public static string Text(decimal amount) => (Rounding.Cents(amount) + 0m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>As many decimals as there are, at most six: how coupon lines write theirs.</summary>
    public static string Short(decimal amount) => Rounding.Precise(amount).ToString("0.######", CultureInfo.InvariantCulture);
}
