using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Storage;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Booking.Deciding;

/// <summary>The day that a sale belongs to, by the company's rule.</summary>
public static class SaleDate
{
    /// <summary>The day, <c>yyyy-MM-dd</c>, in the shop's zone.</summary>
    /// <param name="order">The order.</param>
    /// <param name="rule">Placed or paid.</param>
    /// <param name="row">Booked or not: an invoice does not move to another day because it is paid later.</param>
    public static string Of(WooOrder order, TxnDateOf rule, BookedDocument row)
    {
        var (created, paid) = (OrderDates.Created(order), OrderDates.Paid(order));
        if (rule == TxnDateOf.Created) return created;
        if (row is not { Kind: DocumentKind.Invoice, IsBooked: true }) return paid;
        return row.Answer is { } answer && FaultBody.Parse(answer)?.Text("TxnDate") == paid ? paid : created;
    }
}
