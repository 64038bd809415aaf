using QboSync.Documents;
using Woo.Shapes;

namespace QboSync.Booking;

/// <summary>Which orders are booked. Nothing that was booked is ever taken back by itself.</summary>
public static class BookingPolicy
{
    /// <summary>The code of an order that stands in the books although the shop took it back.</summary>
    public const string BookedThenCancelled = "booked_then_cancelled";

    /// <summary>Decides.</summary>
    /// <param name="order">The order as it is now.</param>
    /// <param name="booked">A sale of it stands in QuickBooks.</param>
    /// <param name="bookStatuses">Statuses that are booked.</param>
    /// <param name="startDate">First day that is booked, in the shop's zone, <c>yyyy-MM-dd</c>; null for all.</param>
    /// <param name="history">An import of older orders was asked for.</param>
    public static BookingDecision Decide(WooOrder order, bool booked, IReadOnlySet<string> bookStatuses, string? startDate, bool history)
    {
        if (TakenBack(order.Status) is { } how)
            return booked ? Contradiction(how) : BookingDecision.Skip($"status_{order.Status}", $"The order was {how} before it was booked.");
        if (booked) return BookingDecision.Go;
        if (WooStatus.IsDraft(order.Status)) return BookingDecision.Skip($"status_{order.Status}", "A cart or an unsaved form, not an order yet.");
        // Money came in and went out again: both are in the books, whether we heard of the order before its refund or only after.
        var paidAndRefunded = order is { Status: "refunded", DatePaidGmt: not null };
        if (!paidAndRefunded && !bookStatuses.Contains(order.Status))
            return BookingDecision.Skip($"status_{order.Status}", $"Orders with the status {order.Status} are not booked (setting QuickBooks:BookStatuses).");
        if (startDate is not null && !history && string.CompareOrdinal(OrderDates.Created(order), startDate) < 0)
            return BookingDecision.Skip("before_start_date", $"The order was placed before {startDate}, the day from which this QuickBooks company is kept. To book it, give the credential an earlier start_date and replay the order's delivery with force.");
        return BookingDecision.Go;
    }

    /// <summary>What is to become of an order that is gone from the shop, of which perhaps not even its content is known.</summary>
    /// <param name="booked">A sale of it stands in QuickBooks.</param>
    public static BookingDecision DecideDeleted(bool booked) =>
        booked ? Contradiction("deleted") : BookingDecision.Skip("deleted", "The order was deleted before it was booked.");

    private static BookingDecision Contradiction(string how) => new(false, BookedThenCancelled,
        $"The order was booked in QuickBooks and then {how} in WooCommerce. The document still stands. Void or delete it in QuickBooks if it is not wanted, then push the order again.",
        Contradicts: true);

    private static string? TakenBack(string status) => status switch
    {
        WooStatus.Trash => "put into the trash",
        "cancelled" => "cancelled",
        "failed" => "marked as failed",
        _ => null,
    };
}
