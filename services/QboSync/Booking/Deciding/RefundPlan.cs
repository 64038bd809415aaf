using QboSync.Storage;
using Woo.Shapes;

namespace QboSync.Booking.Deciding;

/// <summary>
/// As what a refund is booked. Of a SalesReceipt: a RefundReceipt, since the money was in. Of an Invoice it depends on where the money is:
/// given back before the order was paid, nothing left the till, so a CreditMemo lowers what is owed; given back by the gateway after the
/// payment, a RefundReceipt takes it from the account that the payment went to; only noted in the shop after the payment (a bank transfer
/// that somebody makes by hand), the shop owes it to the customer, and a CreditMemo says so until the transfer is booked against it.
/// </summary>
public static class RefundPlan
{
    /// <summary>The refund came before the payment.</summary>
    public static bool IsBeforePayment(WooRefund refund, WooOrder order) =>
        order.DatePaidGmt is not { } paid || (refund.DateCreatedGmt is { } made && made < paid);

    /// <summary>Its document.</summary>
    public static DocumentKind KindOf(DocumentKind sale, WooRefund refund, bool beforePayment)
    {
        if (sale == DocumentKind.SalesReceipt) return DocumentKind.RefundReceipt;
        return !beforePayment && refund.RefundedPayment ? DocumentKind.RefundReceipt : DocumentKind.CreditMemo;
    }

    /// <summary>How much of a credit an open invoice takes.</summary>
    public static decimal Applied(decimal invoice, decimal settled, decimal credit) => Math.Max(0, Math.Min(credit, invoice - settled));
}
