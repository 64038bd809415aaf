using System.Globalization;
using QboSync.Documents;
using QboSync.Storage;

namespace QboSync.Booking.Deciding;

/// <summary>
/// The number of a document that is booked again, or beside another one: a voided document keeps its number, so what comes after it gets
/// <c>-2</c>, <c>-3</c>, ... The row of a document that is not booked remembers the number that it is to have.
/// </summary>
public static class Numbering
{
    private const string Fee = "-FEE";

    /// <summary>The number to book the row under.</summary>
    /// <param name="number">What the order or refund would have for the first time.</param>
    /// <param name="row">Its row, not booked.</param>
    public static string Of(string number, BookedDocument row)
    {
        var last = Count(number, row.DocNumber);
        if (row.Removed == Removal.Void && last > 0) return With(number, last + 1);
        return With(number, Math.Max(1, last));
    }

    /// <summary>The number of a gateway's fee. Expenses are numbered apart from sales; a length beyond the limit leaves it without.</summary>
    public static string? OfFee(string number) => number.Length + Fee.Length <= Limits.DocNumber ? number + Fee : null;

    /// <summary>The number beside a document that has <paramref name="number"/>.</summary>
    public static string Beside(string number, BookedDocument? row) => With(number, Math.Max(1, Count(number, row?.DocNumber)) + 1);

    /// <summary>A person said that it is to be booked beside another document.</summary>
    public static bool IsBeside(string number, BookedDocument row) => !row.IsBooked && Count(number, row.DocNumber) > 1;

    private static int Count(string number, string? last)
    {
        if (last is null) return 0;
        if (last == number) return 1;
        var dash = last.LastIndexOf('-');
        return dash > 0 && int.TryParse(last.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 1 && last == With(number, count)
            ? count
            : 0;
    }

    private static string With(string number, int count)
    {
        if (count <= 1) return number;
        var tail = string.Create(CultureInfo.InvariantCulture, $"-{count}");
        return PlainText.Cut(number, Limits.DocNumber - tail.Length) + tail;
    }
}
