using Syncing.Working;

namespace QboSync.Booking;

/// <summary>What is to become of an order in the books: booked (or brought up to date), or left with a reason.</summary>
/// <param name="Book">Go on.</param>
/// <param name="Code">Where not: the reason as a short name.</param>
/// <param name="Message">Where not: the reason in words.</param>
/// <param name="Contradicts">A document stands in the books that the shop takes back: a person must decide.</param>
public sealed record BookingDecision(bool Book, string? Code = null, string? Message = null, bool Contradicts = false)
{
    /// <summary>Book it.</summary>
    public static readonly BookingDecision Go = new(true);

    /// <summary>Leave it.</summary>
    public static BookingDecision Skip(string code, string message) => new(false, code, message);

    /// <summary>The fault of an order that was booked and then taken back.</summary>
    public Fault AsFault() => new(FaultKind.Conflict, Code!, Message!);
}
