using QboSync.Storage;

namespace QboSync.Booking.Deciding;

/// <summary>In which order documents leave the books: what hangs on another one first, the sale last.</summary>
public static class RemovalOrder
{
    /// <summary>The rows that stand.</summary>
    public static IReadOnlyList<BookedDocument> Of(IEnumerable<BookedDocument> rows) =>
        [.. rows.Where(row => row.IsBooked && !Standing.IsVoided(row)).OrderBy(Rank).ThenByDescending(row => row.Id)];

    private static int Rank(BookedDocument row) => row.Role switch
    {
        DocumentRole.Payment when CreditApplying.IsApplication(row) => 0,
        DocumentRole.Payment => 1,
        DocumentRole.Refund => 2,
        DocumentRole.GatewayFee => 3,
        _ => 4,
    };
}
