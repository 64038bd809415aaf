using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Documents;

/// <summary>What was paid, as QuickBooks can hold it: two decimals.</summary>
public static class Payable
{
    private static readonly HashSet<string> ThreeDecimals = new(StringComparer.OrdinalIgnoreCase) { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };

    /// <summary>
    /// The amount that was paid. Shops may keep prices with more decimals than their currency has coins for; what is paid has two. In the
    /// few currencies that have three, a third decimal is money that QuickBooks cannot hold.
    /// </summary>
    /// <exception cref="FaultException">It has a third decimal, and so has the currency.</exception>
    public static decimal Of(decimal amount, string currency)
    {
        var payable = Cents.Round(amount);
        if (payable == amount || !ThreeDecimals.Contains(currency)) return payable;
        throw new FaultException(FaultKind.Invalid, "total_has_three_decimals",
            $"The total {amount.ToString(System.Globalization.CultureInfo.InvariantCulture)} {currency} has three decimals, and QuickBooks holds two. Nothing was booked. Book it by hand in QuickBooks.");
    }
}
