using QboSync.Booking.Deciding;
using QboSync.Booking.GatewayFees;
using QboSync.Storage;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>
/// Books all that an order brings into the books, in the order in which QuickBooks can take it: payments that become smaller, the sale,
/// refunds from before the payment, payments, refunds from after it, the gateway's fee.
/// </summary>
public sealed class Settling(SaleBooking sales, PaymentBooking payments, RefundBooking refunds, GatewayFeeBooking fees)
{
    /// <summary>Books; says whether anything was written, and what holds the order where something does.</summary>
    /// <exception cref="Talking.FaultException">The whole order must wait.</exception>
    public async Task<Steps> SettleAsync(OrderCase order, CancellationToken cancel)
    {
        var steps = new Steps();
        var lowered = !PaymentBooking.Falls(order) || await steps.TakeAsync(() => payments.BookAsync(order, cancel));
        var current = lowered && await steps.TakeAsync(() => sales.BookAsync(order, cancel));
        if (order.Sale is not { IsBooked: true } sale || Standing.IsVoided(sale)) return steps;

        if (order.Order.Refunds.Any(summary => order.Refunds.All(refund => refund.Id != summary.Id)))
        {
            steps.Hold(RefundsUnknown);
            return steps;
        }
        await steps.TakeAsync(() => refunds.WithdrawAsync(order, cancel));
        await steps.TakeAsync(() => refunds.BookAsync(order, beforePayment: true, cancel));
        // On an invoice that could not follow the order a larger payment would find nothing to pay.
        if (current) await steps.TakeAsync(() => payments.BookAsync(order, cancel));
        await steps.TakeAsync(() => refunds.BookAsync(order, beforePayment: false, cancel));
        await steps.TakeAsync(() => fees.BookAsync(order, cancel));
        if (TurnedUnpaid(order, sale)) steps.Hold(NotPaid(sale));
        return steps;
    }

    private static readonly Fault RefundsUnknown = new(FaultKind.Invalid, "refund_details_missing",
        "The order has a refund whose details were not read from WooCommerce. The sale is booked, the refund is not. Replay the order's delivery, which reads them.");

    private static bool TurnedUnpaid(OrderCase order, BookedDocument sale) =>
        SaleKind.TurnedUnpaid(order.Order, order.Mapping, sale.Kind)
        || (order.Order.DatePaidGmt is null && sale.Kind == DocumentKind.Invoice && order.Payments.Any(payment => payment is { IsBooked: true, TotalAmt: > 0 }));

    private static Fault NotPaid(BookedDocument sale) => new(FaultKind.Conflict, "booked_as_paid", sale.Kind == DocumentKind.Invoice
        ? $"{Refusals.Name(sale)} has a payment in QuickBooks, but WooCommerce says that the order is not paid. Nothing was taken out. If the money never came, delete the payment in QuickBooks; else enter the date of payment in WooCommerce. Then push the order again."
        : $"The order was booked as paid ({Refusals.Name(sale)}), but WooCommerce says that it is not. The document stands. If the money never came, delete it in QuickBooks and push the order again with force: it is then booked as an invoice.");
}
