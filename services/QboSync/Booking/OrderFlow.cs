using QboSync.Booking.Deciding;
using QboSync.Company;
using QboSync.Conflicts;
using QboSync.Mapping;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Undoing;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Booking;

/// <summary>
/// One order, from doubt to done: what an earlier attempt left unknown is settled first, then the newest version is booked, or taken out of
/// the books. Everything that stands already is left alone, so doing it again is harmless.
/// </summary>
public sealed class OrderFlow(
    DocumentBook book, DoubtSettling doubts, Settling settling, TakingBack takingBack, CompanyReader companies, MappingBook mappings)
{
    /// <summary>Works one order.</summary>
    /// <exception cref="FaultException">It did not get through.</exception>
    public async Task<WorkResult> WorkAsync(QuickBooksCompany company, WorkItem item, string? startDate, CancellationToken cancel)
    {
        var rows = await book.OfOrderAsync(company.Realm, item.StoreId, item.Key, cancel);
        foreach (var row in rows) (row.Rehearsed, row.RehearsedModified) = (company.Rehearsal is not null, company.Rehearsal is null ? null : item.Version.Modified);
        foreach (var row in rows) await doubts.SettleAsync(company, row, cancel);
        if (Withdrawal.Of(rows, item) is { } withdrawn) return withdrawn;
        foreach (var row in rows.Where(row => !row.IsBooked)) (row.CreatedBy, row.ByHistory) = (item.SyncId, item.History); // saved when it is booked

        var mapping = await mappings.OfAsync(company.Realm, cancel);
        var order = item.Deleted ? null : WooJson.Order(item.Body);
        var past = OrderPast.Of(rows);
        var decision = order is null
            ? BookingPolicy.DecideDeleted(past, mapping.Orders)
            : BookingPolicy.Decide(order, past, mapping.Orders, startDate, item.History);
        if (decision.TakenBack is { } back) return await takingBack.OrderAsync(company, item, rows, back, cancel);
        if (!decision.Book) return WorkResult.Skipped(item, decision.Code!, decision.Message!, item.ExternalId);
        return await BookAsync(company, item, order!, rows, mapping, startDate, cancel);
    }

    private async Task<WorkResult> BookAsync(
        QuickBooksCompany company, WorkItem item, WooOrder order, List<BookedDocument> rows, BookMapping mapping, string? startDate, CancellationToken cancel)
    {
        var facts = await companies.FactsAsync(company, mapping, cancel);
        TaxSetup.Check(facts);
        var booking = new OrderCase
        {
            Books = new CompanyBooks(company, facts, mapping) { TenantId = item.TenantId, StartDate = startDate }, Item = item, Order = order, Rows = rows, Refunds = item.Refunds is { } refunds ? [.. WooJson.Refunds(refunds).OrderBy(refund => refund.Id)] : [],
        };
        var steps = await settling.SettleAsync(booking, cancel);
        if (steps.Held is { Kind: FaultKind.ClosedPeriod } && mapping.Orders.ClosedPeriod == ClosedPeriodPolicy.FirstOpenDay)
        {
            // The books may have been closed since they were looked at; then there is another first open day.
            companies.Forget(company.Realm);
            var now = await companies.FactsAsync(company, mapping, cancel);
            if (now.BookCloseDate != facts.BookCloseDate)
                steps = await settling.SettleAsync(booking with { Books = booking.Books with { Facts = now } }, cancel);
        }
        if (steps.Held is { } fault) throw steps.Cause ?? new FaultException(fault);

        var id = booking.Sale!.ExternalId!;
        if (booking.Rows.Any(row => row is { IsBooked: true, Kept: not null })) return QuickBooksWins.Skipped(item, id);
        if (item.ExternalId is null) return WorkResult.Created(item, id);
        return steps.Wrote ? WorkResult.Updated(item, id) : WorkResult.Skipped(item, "unchanged", "Nothing that QuickBooks holds has changed.", id);
    }
}
