using System.Globalization;
using System.Text.Json.Nodes;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Booking.Deciding;

/// <summary>
/// The date of a document. Where its own day is closed it goes, by policy, to the first open day, and its note tells the true one. Once
/// booked a document keeps the day that it was given, also when more days are closed, or the books are opened again.
/// </summary>
public static class Dating
{
    /// <summary>A date, and what the note says where it is not the true one.</summary>
    public readonly record struct Dated(string Day, string? Note);

    /// <summary>Decides.</summary>
    /// <param name="day">Its own day, <c>yyyy-MM-dd</c>.</param>
    /// <param name="closedUntil">The last closed day; null where the books are open.</param>
    /// <param name="policy">What becomes of a closed day.</param>
    /// <param name="row">Booked or not.</param>
    public static Dated Of(string day, string? closedUntil, ClosedPeriodPolicy policy, BookedDocument row)
    {
        var closed = closedUntil is not null && string.CompareOrdinal(day, closedUntil) <= 0;
        if (!row.IsBooked) return closed && policy == ClosedPeriodPolicy.FirstOpenDay ? Moved(day, DayAfter(closedUntil!)) : new Dated(day, null);
        var stands = row.Answer is null ? null : FaultBody.Parse(row.Answer);
        if (stands?.Text("TxnDate") is not { } given || given == day) return new Dated(day, null);
        var moved = Moved(day, given);
        return stands.Text("PrivateNote")?.Contains(moved.Note!, StringComparison.Ordinal) == true ? moved : new Dated(day, null);
    }

    /// <summary>Puts the date, and the note where there is one, into a mapped document.</summary>
    public static JsonObject Put(JsonObject document, Dated dated, BookedDocument row)
    {
        document["TxnDate"] = dated.Day;
        if (dated.Note is { } note) document["PrivateNote"] = $"{Marker.Of(row)}\n{note}";
        return document;
    }

    private static Dated Moved(string trueDay, string given) => new(given, $"True date {trueDay}; booked on {given} because the books of the true date are closed.");

    private static string DayAfter(string day) =>
        DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
