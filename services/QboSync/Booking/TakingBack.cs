using QboSync.Booking.Deciding;
using QboSync.Company;
using QboSync.Mapping;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>Takes documents out of the books whose order or refund the shop took back, or asks, or leaves them: the policy says which.</summary>
public sealed class TakingBack(DocumentSender sender, Standing standing, CompanyReader companies)
{
    /// <summary>The code of an order that stands in the books although the shop took it back.</summary>
    public const string BookedThenCancelled = "booked_then_cancelled";

    /// <summary>Deals with all documents of an order.</summary>
    /// <exception cref="FaultException">A person is asked, or QuickBooks did not let one go.</exception>
    public async Task<WorkResult> OrderAsync(QuickBooksCompany company, WorkItem item, IReadOnlyList<BookedDocument> rows, TakenBack back, CancellationToken cancel)
    {
        var sale = rows.FirstOrDefault(row => row.Role == DocumentRole.Sale)?.ExternalId ?? item.ExternalId;
        var stand = RemovalOrder.Of(rows);
        if (stand.Count == 0) return Undone(item, back, sale);
        switch (back.Policy)
        {
            case TakenBackPolicy.Leave:
                return WorkResult.Skipped(item, "left_in_books", $"The order was {back.How} in WooCommerce after it was booked; its documents stay as they are ({back.Field} in the mapping).", sale);
            case TakenBackPolicy.Ask:
                // Pushed again after a person voided or deleted them: there is nothing left to decide.
                var left = await StillStandAsync(company, stand, cancel);
                if (left.Count == 0) return Undone(item, back, sale);
                throw new FaultException(FaultKind.Conflict, BookedThenCancelled,
                    $"The order was booked in QuickBooks and then {back.How} in WooCommerce. Still in the books: {string.Join(", ", left.Select(Refusals.Name))}. Void or delete what is not wanted, or set {back.Field} in the mapping, then push the order again.");
            default:
                await RemoveAsync(company, stand, back.Policy, $"The order was {back.How} in WooCommerce", cancel);
                return WorkResult.Updated(item, sale);
        }
    }

    /// <summary>Deals with documents of something smaller that the shop withdrew, a refund say; says whether it wrote.</summary>
    /// <param name="order">The order, which stands.</param>
    /// <param name="rows">The documents.</param>
    /// <param name="what">"A refund".</param>
    /// <param name="code">Of the fault where a person is asked.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FaultException">A person is asked, or QuickBooks did not let one go.</exception>
    public async Task<bool> PartAsync(OrderCase order, IReadOnlyList<BookedDocument> rows, string what, string code, CancellationToken cancel)
    {
        var stand = RemovalOrder.Of(rows);
        if (stand.Count == 0 || order.Mapping.Orders.Trashed == TakenBackPolicy.Leave) return false;
        if (order.Mapping.Orders.Trashed != TakenBackPolicy.Ask)
        {
            await RemoveAsync(order.Company, stand, order.Mapping.Orders.Trashed, $"{what} was deleted in WooCommerce", cancel);
            return true;
        }
        var left = await StillStandAsync(order.Company, stand, cancel);
        if (left.Count == 0) return false;
        throw new FaultException(FaultKind.Conflict, code,
            $"{what} was booked and then deleted in WooCommerce. Still in the books: {string.Join(", ", left.Select(Refusals.Name))}. Delete it in QuickBooks if it is not wanted, or set orders.trashed in the mapping, then push the order again.");
    }

    private static WorkResult Undone(WorkItem item, TakenBack back, string? sale) =>
        WorkResult.Skipped(item, "undone", $"The order was {back.How} in WooCommerce and its documents are out of the books too.", sale);

    private async Task RemoveAsync(QuickBooksCompany company, IReadOnlyList<BookedDocument> rows, TakenBackPolicy policy, string why, CancellationToken cancel)
    {
        var done = new List<BookedDocument>();
        foreach (var row in rows)
        {
            try
            {
                await RemoveAsync(company, row, policy == TakenBackPolicy.Void ? Removal.Void : Removal.Delete, cancel);
            }
            catch (RefusedException e) when (Refusals.IsAboutTheDocument(e))
            {
                throw new FaultException(Refusals.OfRemoval(e, row, why, done, await companies.FactsAsync(company, cancel)), e);
            }
            done.Add(row);
        }
    }

    private async Task RemoveAsync(QuickBooksCompany company, BookedDocument row, Removal how, CancellationToken cancel)
    {
        try
        {
            await sender.RemoveAsync(company, row, how, cancel);
        }
        catch (RefusedException e) when (e.Has("5010"))
        {
            // QuickBooks itself moves the token of what is linked, a payment's invoice say; read anew, once.
            row.SyncToken = null;
            await sender.RemoveAsync(company, row, how, cancel);
        }
    }

    private async Task<List<BookedDocument>> StillStandAsync(QuickBooksCompany company, IReadOnlyList<BookedDocument> rows, CancellationToken cancel)
    {
        var left = new List<BookedDocument>();
        foreach (var row in rows)
            if (await standing.LookAsync(company, row, cancel)) left.Add(row);
        return left;
    }
}
