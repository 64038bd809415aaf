using QboSync.Company;
using QboSync.Mapping;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Booking;

/// <summary>
/// One order, from doubt to done: what an earlier attempt left unknown is settled first, then the newest version is booked: the sale, its
/// payment, its refunds. Everything that stands already is left alone, so doing it again is harmless.
/// </summary>
public sealed class OrderFlow(
    DocumentBook book, DoubtSettling doubts, SaleBooking sales, PaymentBooking payments, RefundBooking refunds, DocumentKeeping keeping,
    CompanyReader companies, MappingBook mappings)
{
    /// <summary>Works one order.</summary>
    /// <exception cref="FaultException">It did not get through.</exception>
    public async Task<WorkResult> WorkAsync(QuickBooksCompany company, WorkItem item, string? startDate, CancellationToken cancel)
    {
        var rows = await book.OfOrderAsync(company.Realm, item.StoreId, item.Key, cancel);
        foreach (var row in rows) await doubts.SettleAsync(company, row, cancel);

        var mapping = await mappings.OfAsync(company.Realm, cancel);
        var sale = rows.FirstOrDefault(row => row is { Role: DocumentRole.Sale, IsBooked: true });
        var order = item.Deleted ? null : WooJson.Order(item.Body);
        var decision = order is null
            ? BookingPolicy.DecideDeleted(sale is not null)
            : BookingPolicy.Decide(order, sale is not null, mapping.Orders.Statuses.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase), startDate, item.History);
        if (decision.Contradicts)
        {
            // Pushed again after a person voided or deleted the document: there is nothing left to decide.
            if (await keeping.WasUndoneAsync(company, sale!, cancel))
                return WorkResult.Skipped(item, "undone", "The order was taken back in WooCommerce and its document in QuickBooks too.", sale!.ExternalId);
            throw new FaultException(decision.AsFault());
        }
        if (!decision.Book) return WorkResult.Skipped(item, decision.Code!, decision.Message!, item.ExternalId);

        var facts = await companies.FactsAsync(company, cancel);
        TaxSetup.Check(facts);
        var booking = new OrderCase { Books = new CompanyBooks(company, facts, mapping), Item = item, Order = order!, Rows = rows };
        var wrote = await sales.BookAsync(booking, cancel);
        wrote |= await payments.BookAsync(booking, cancel);
        wrote |= await refunds.BookAsync(booking, cancel);

        var id = booking.Sale!.ExternalId!;
        if (item.ExternalId is null) return WorkResult.Created(item, id);
        return wrote ? WorkResult.Updated(item, id) : WorkResult.Skipped(item, "unchanged", "Nothing that QuickBooks holds has changed.", id);
    }
}
