using Microsoft.EntityFrameworkCore;
using QboSync.Conflicts;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Undoing;

/// <summary>Takes the documents of an undo out of the books, one after the other. Killed at any moment, it goes on where it was.</summary>
public sealed class UndoWork(
    UndoBook undos, DocumentBook book, DocumentSender sender, DoubtSettling doubts, OpenCompanies companies, IDbContextFactory<QboSyncDb> databases, ILogger<UndoWork> log)
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(60);

    /// <summary>Works an undo as far as it goes now.</summary>
    public async Task WorkAsync(Undo undo, CancellationToken cancel)
    {
        try
        {
            var company = await companies.OpenAsync(undo.Account, cancel);
            while (await undos.NextAsync(undo.Id, cancel) is { } item) await OneAsync(company, undo, item, cancel);
            await undos.DoneAsync(undo.Id);
            log.LogInformation("Undo {Undo} of {Selection} is done", undo.Id, undo.Selection);
        }
        catch (FaultException e)
        {
            await undos.WaitAsync(undo.Id, e.Fault.RetryAfter ?? AfterTrouble, e.Fault.Message);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogError(e, "Undo {Undo} cannot go on now", undo.Id);
            await undos.WaitAsync(undo.Id, AfterTrouble, "QboSync failed inside; it goes on by itself. The log says more.");
        }
    }

    private async Task OneAsync(QuickBooksCompany company, Undo undo, UndoItem item, CancellationToken cancel)
    {
        if (await RowAsync(item, cancel) is not { } row)
        {
            await undos.SettleAsync(item, UndoItemState.Left, "unknown", "It is not in our books any more.");
            return;
        }
        await doubts.SettleAsync(company, row, cancel);
        if (row.IsBooked && row.ExternalId != item.ExternalId)
        {
            await undos.SettleAsync(item, UndoItemState.Left, "changed", "It was booked anew since, as another document.");
            return;
        }
        if (row.IsBooked && row.Role == DocumentRole.Sale && await StandsAloneAsync(row, cancel) is { } stays)
        {
            await undos.SettleAsync(item, UndoItemState.Left, stays.Reason, stays.Message);
            return;
        }
        if (row.IsBooked && await RemoveAsync(company, row, undo.How, cancel) is { } fault)
        {
            await undos.SettleAsync(item, UndoItemState.Left, Reason(fault), fault.Message);
            return;
        }
        // Set with the mark before it left; here where it was gone already.
        if (row.Withdrawn is null)
        {
            row.Withdrawn = Withdrawal.Undone;
            await book.SaveAsync(row, CancellationToken.None);
        }
        if (row.Role == DocumentRole.Sale) await undos.TellLedgerAsync(row);
        await undos.SettleAsync(item, row.Removed == Removal.Void ? UndoItemState.Voided : UndoItemState.Deleted);
    }

    private async Task<Fault?> RemoveAsync(QuickBooksCompany company, BookedDocument row, Removal how, CancellationToken cancel)
    {
        row.Withdrawn = Withdrawal.Undone; // on disk before it leaves: the order's next change must not book it again
        try
        {
            await Removals.RemoveAsync(sender, company, row, how, cancel);
            return null;
        }
        catch (RefusedException e) when (e.Fault.Kind is not (FaultKind.Throttled or FaultKind.Unauthorised or FaultKind.Misconfigured or FaultKind.Transient or FaultKind.UnknownOutcome))
        {
            row.Withdrawn = null;
            await book.SaveAsync(row, CancellationToken.None);
            return e.Fault;
        }
    }

    // Something of the order that was to go first could not, or came since.
    private async Task<UndoRules.Left?> StandsAloneAsync(BookedDocument sale, CancellationToken cancel)
    {
        var rows = await book.OfOrderAsync(sale.Account, sale.StoreId, sale.RecordKey, cancel);
        return UndoRules.OfSale(rows.Where(row => row.IsBooked && row.Id != sale.Id).Select(row => (row, false)));
    }

    private async Task<BookedDocument?> RowAsync(UndoItem item, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await database.Documents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == item.DocumentId, cancel);
    }

    private static string Reason(Fault fault) => fault.Code switch
    {
        "changed_in_quickbooks" => "changed",
        "closed_period" => "closed",
        _ => fault.Code,
    };
}
