using QboSync.Documents;
using QboSync.Mapping;
using Woo.Shapes;

namespace QboSync.Booking.Deciding;

/// <summary>Which orders are booked, left out, or taken out of the books again.</summary>
public static class BookingPolicy
{
    /// <summary>Decides.</summary>
    /// <param name="order">The order as it is now.</param>
    /// <param name="past">What QuickBooks holds of it.</param>
    /// <param name="rules">The company's rules for orders.</param>
    /// <param name="startDate">First day that is booked, in the shop's zone, <c>yyyy-MM-dd</c>; null for all.</param>
    /// <param name="history">An import of older orders was asked for.</param>
    public static BookingDecision Decide(WooOrder order, OrderPast past, OrderRules rules, string? startDate, bool history)
    {
        if (TakenBack.Of(order.Status, rules) is { } back)
        {
            // Sale and refunds come to nothing already: what the books say is what happened.
            if (past.Stands && back.Policy == TakenBackPolicy.Ask && IsGivenBack(order)) return BookingDecision.Go;
            return TakeBack(back, past, $"status_{order.Status}");
        }
        if (past.Stands) return BookingDecision.Go;
        if (WooStatus.IsDraft(order.Status)) return BookingDecision.Skip($"status_{order.Status}", "A cart or an unsaved form, not an order yet.");
        // Money came in and went out again: both are in the books, whether we heard of the order before its refund or only after.
        var paidAndRefunded = order is { Status: "refunded", DatePaidGmt: not null };
        if (!paidAndRefunded && rules.BookAsOf(order.Status) is null)
            return BookingDecision.Skip($"status_{order.Status}", $"Orders with the status {order.Status} are not booked (orders.statuses in the mapping).");
        if (startDate is not null && !history && !past.Known && string.CompareOrdinal(OrderDates.Created(order), startDate) < 0)
            return BookingDecision.Skip("before_start_date", $"The order was placed before {startDate}, the day from which this QuickBooks company is kept. To book it, import it as history, or give the credential an earlier start_date and replay the order's delivery with force.");
        return BookingDecision.Go;
    }

    /// <summary>What is to become of an order that is gone from the shop, of which perhaps not even its content is known.</summary>
    public static BookingDecision DecideDeleted(OrderPast past, OrderRules rules) => TakeBack(TakenBack.Deleted(rules), past, "deleted");

    private static BookingDecision TakeBack(TakenBack back, OrderPast past, string code) => past switch
    {
        { Stands: true } => BookingDecision.TakeBack(back),
        { WasBooked: true } => BookingDecision.Skip("undone", $"The order was {back.How} in WooCommerce, and its documents are out of the books too."),
        _ => BookingDecision.Skip(code, $"The order was {back.How} before it was booked."),
    };

    private static bool IsGivenBack(WooOrder order) => order.Total > 0 && -order.Refunds.Sum(refund => refund.Total) >= order.Total;
}
