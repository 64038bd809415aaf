using System.Globalization;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Undoing;
using Syncing.Conflicts;

namespace QboSync.Conflicts;

/// <summary>
/// An order or a refund was booked and the shop took it back. The shop's word counts: its documents are voided, or deleted where QuickBooks
/// cannot void them. QuickBooks' counts: they stay.
/// </summary>
public sealed class TakenBackResolving(DocumentBook book, DocumentSender sender, RecordedOrders orders, OpenCompanies companies)
{
    /// <summary>Does it.</summary>
    /// <exception cref="FaultException">QuickBooks did not let a document go.</exception>
    public async Task<ResolveEffect> ApplyAsync(Conflict conflict, string choice, CancellationToken cancel)
    {
        if (choice == ConflictKinds.Quickbooks)
            return ResolveEffect.Leave("quickbooks_wins", "The shop took it back after it was booked; somebody chose to leave the documents as they are, until the shop changes the order again.");
        var rows = await book.OfOrderAsync(conflict.Account, conflict.StoreId, conflict.Key, cancel);
        if (rows.Any(row => row.IsInDoubt)) return ResolveEffect.Refuse("choice: a document of the order is being written at this moment; try again in a few minutes");
        var wrong = conflict.Kind == "refund_withdrawn" ? await WithdrawnAsync(conflict, rows, cancel) : rows;
        var company = await companies.OpenAsync(conflict.Account, cancel);
        foreach (var row in UndoOrder.Of(wrong)) await Removals.RemoveAsync(sender, company, row, Removal.Void, cancel);
        return ResolveEffect.Work(force: false);
    }

    private async Task<List<BookedDocument>> WithdrawnAsync(Conflict conflict, List<BookedDocument> rows, CancellationToken cancel)
    {
        if (await orders.OfAsync(conflict, cancel) is not { } order) return rows;
        var there = order.Order.Refunds.Select(refund => refund.Id.ToString(CultureInfo.InvariantCulture)).ToHashSet();
        var gone = rows.Where(row => row.Role == DocumentRole.Refund && !there.Contains(row.SourceId)).ToList();
        // What applies a refund's credit to its invoice is taken out with it.
        var ids = gone.Select(row => row.ExternalId).ToHashSet();
        return [.. gone, .. rows.Where(row => row.Role == DocumentRole.Payment && UndoOrder.Links(row).Any(link => link.Type == "CreditMemo" && ids.Contains(link.Id)))];
    }
}
