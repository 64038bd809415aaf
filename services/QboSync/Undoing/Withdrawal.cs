using QboSync.Conflicts;
using QboSync.Storage;
using Syncing.Working;

namespace QboSync.Undoing;

/// <summary>Documents that were taken out of the books on purpose do not come back with the next change of their order.</summary>
public static class Withdrawal
{
    /// <summary>Stands in <see cref="BookedDocument.Withdrawn"/> of what an undo took out.</summary>
    public const string Undone = "undone";

    /// <summary>The document is not to be booked, unless somebody pushes the order with force.</summary>
    public static bool Stops(BookedDocument? row, WorkItem item) => row is { IsBooked: false, Withdrawn: not null } && !item.Force;

    /// <summary>What becomes of an order whose sale was taken out on purpose; null where it was not.</summary>
    public static WorkResult? Of(IEnumerable<BookedDocument> rows, WorkItem item)
    {
        if (rows.FirstOrDefault(row => row.Role == DocumentRole.Sale) is not { } sale || !Stops(sale, item)) return null;
        return sale.Withdrawn == Undone
            ? WorkResult.Skipped(item, Undone, UndoneMessage, sale.ExternalId)
            : WorkResult.Skipped(item, sale.Withdrawn!, "A person took its document out of the books in QuickBooks, and somebody chose to leave it so. Push the order with force to book it again.", sale.ExternalId);
    }

    internal const string UndoneMessage = "The run that booked it was undone: its documents were taken out of QuickBooks. Push the order with force to book it again.";
}
