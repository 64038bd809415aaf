using QboSync.Company;
using QboSync.Documents;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Booking;

/// <summary>What was paid on an order that was booked as an Invoice: one Payment, once.</summary>
public sealed class PaymentBooking(PaymentMethods methods, DocumentKeeping keeping, DocumentBook book)
{
    /// <summary>Books the payment where one is due; says whether it did.</summary>
    /// <exception cref="FaultException">It did not get through.</exception>
    public async Task<bool> BookAsync(OrderCase order, CancellationToken cancel)
    {
        if (order.Sale is not { Kind: DocumentKind.Invoice, IsBooked: true } invoice || order.Order.DatePaidGmt is null) return false;
        var amount = Cents.Round(order.Order.Total);
        if (amount <= 0) return false;

        var row = order.Row(DocumentRole.Payment, order.Item.Key);
        if (row is { IsBooked: true }) return false;
        if (row is null)
        {
            row = order.NewRow(DocumentRole.Payment, DocumentKind.Payment, order.Item.Key);
            await book.AddAsync(row, cancel);
            order.Rows.Add(row);
        }
        var refs = new DocumentRefs(invoice.CustomerId!, [], AccountChoice.Deposit(order.Books), await methods.IdAsync(order.Books, order.Order.PaymentMethod, cancel));
        await keeping.CreateAsync(order.Company, row, DocumentWriting.Payment(order.Order, invoice.ExternalId!, amount, refs, order.Facts), null, cancel);
        return true;
    }
}
