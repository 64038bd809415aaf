using System.Text.RegularExpressions;
using QboSync.Talking;

namespace QboSync.Booking;

/// <summary>Reads which document has the number, from fault 6140. Its text is localised; <c>TxnId=</c> is not.</summary>
public static partial class NumberTaken
{
    /// <summary>The id of the document; null where QuickBooks does not say.</summary>
    public static string? TxnId(RefusedException refused) =>
        refused.Errors.Where(error => error.Code == "6140").Select(error => Pattern().Match(error.Detail))
            .FirstOrDefault(match => match.Success)?.Groups[1].Value;

    /// <summary>Its kind, <c>Invoice</c> say; null where QuickBooks does not say it in English.</summary>
    public static string? TxnType(RefusedException refused) =>
        refused.Errors.Where(error => error.Code == "6140").Select(error => Kind().Match(error.Detail))
            .FirstOrDefault(match => match.Success)?.Groups[1].Value;

    [GeneratedRegex(@"TxnId=(\d+)")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"TxnType=(SalesReceipt|Invoice|CreditMemo|RefundReceipt|Estimate|Purchase|Bill|JournalEntry)\b")]
    private static partial Regex Kind();
}
