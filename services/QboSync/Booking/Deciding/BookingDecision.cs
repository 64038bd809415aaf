namespace QboSync.Booking.Deciding;

/// <summary>What is to become of an order in the books: booked (or brought up to date), left with a reason, or taken out again.</summary>
/// <param name="Book">Go on.</param>
/// <param name="Code">Where it is left: the reason as a short name.</param>
/// <param name="Message">Where it is left: the reason in words.</param>
/// <param name="TakenBack">Documents stand in the books that the shop takes back; the policy in it says what follows.</param>
public sealed record BookingDecision(bool Book, string? Code = null, string? Message = null, TakenBack? TakenBack = null)
{
    /// <summary>Book it.</summary>
    public static readonly BookingDecision Go = new(true);

    /// <summary>Leave it.</summary>
    public static BookingDecision Skip(string code, string message) => new(false, code, message);

    /// <summary>Deal with what stands in the books.</summary>
    public static BookingDecision TakeBack(TakenBack back) => new(false, TakenBack: back);
}
