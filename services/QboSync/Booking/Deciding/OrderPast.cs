using QboSync.Storage;

namespace QboSync.Booking.Deciding;

/// <summary>What the documents table says of an order.</summary>
/// <param name="Stands">A document of it stands in QuickBooks.</param>
/// <param name="WasBooked">One stood there and was taken out.</param>
/// <param name="Known">It was to be booked once already.</param>
public sealed record OrderPast(bool Stands, bool WasBooked, bool Known)
{
    /// <summary>Nothing is known.</summary>
    public static readonly OrderPast None = new(false, false, false);

    /// <summary>From its rows.</summary>
    public static OrderPast Of(IReadOnlyCollection<BookedDocument> rows) =>
        new(rows.Any(row => row.IsBooked), rows.Any(row => row.ExternalId is not null && !row.IsBooked), rows.Any(row => row.Role == DocumentRole.Sale));
}
