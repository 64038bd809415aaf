using QboSync.Mapping;
using QboSync.Storage;
using Woo.Shapes;

namespace QboSync.Booking.Deciding;

/// <summary>As what an order is first booked. Its payment method says so, else its status, else whether it is paid.</summary>
public static class SaleKind
{
    /// <summary>The rule that holds for the order.</summary>
    public static BookAs Rule(WooOrder order, BookMapping mapping) =>
        mapping.PaymentMethod(order.PaymentMethod)?.BookAs ?? mapping.Orders.BookAsOf(order.Status) ?? BookAs.ByPayment;

    /// <summary>A SalesReceipt or an Invoice.</summary>
    public static DocumentKind Of(WooOrder order, BookMapping mapping) => Rule(order, mapping) switch
    {
        BookAs.SalesReceipt => DocumentKind.SalesReceipt,
        BookAs.Invoice => DocumentKind.Invoice,
        _ => order.DatePaidGmt is null ? DocumentKind.Invoice : DocumentKind.SalesReceipt,
    };

    /// <summary>The books say that the money is there, the shop says that it is not, and no rule says that this is wanted.</summary>
    public static bool TurnedUnpaid(WooOrder order, BookMapping mapping, DocumentKind booked) =>
        booked == DocumentKind.SalesReceipt && order.DatePaidGmt is null && order.Total > 0 && Rule(order, mapping) != BookAs.SalesReceipt;
}
