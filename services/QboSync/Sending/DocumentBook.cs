using Microsoft.EntityFrameworkCore;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Sending;

/// <summary>The documents table. Every write compares the row's version, so of two who work one order at once only one goes on.</summary>
public sealed class DocumentBook(IDbContextFactory<QboSyncDb> databases)
{
    /// <summary>The code of a row that somebody else changed meanwhile.</summary>
    public const string WorkedElsewhereCode = "worked_elsewhere";

    /// <summary>All rows of one order.</summary>
    public async Task<List<BookedDocument>> OfOrderAsync(string account, string storeId, string recordKey, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await database.Documents.AsNoTracking()
            .Where(row => row.Account == account && row.StoreId == storeId && row.RecordKey == recordKey)
            .OrderBy(row => row.Id).ToListAsync(cancel);
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="FaultException">Somebody else did so at the same time.</exception>
    public async Task AddAsync(BookedDocument row, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        database.Documents.Add(row);
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e)
        {
            if (await IsThereAsync(row, cancel)) throw WorkedElsewhere(e);
            throw;
        }
    }

    /// <summary>Writes a row down.</summary>
    /// <exception cref="FaultException">Somebody else changed it meanwhile.</exception>
    public async Task SaveAsync(BookedDocument row, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        var entry = database.Documents.Update(row);
        entry.Property(document => document.Version).OriginalValue = row.Version;
        row.Version++;
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (Exception e)
        {
            row.Version--;
            if (e is DbUpdateConcurrencyException) throw WorkedElsewhere(e);
            throw;
        }
    }

    /// <summary>
    /// Forgets a document that a person deleted in QuickBooks. The row stays, for its revision: a later booking under the same
    /// <c>requestid</c> would be answered with the deleted document.
    /// </summary>
    public Task ForgetAsync(BookedDocument row, CancellationToken cancel)
    {
        (row.ExternalId, row.SyncToken, row.Hash, row.TotalAmt) = (null, null, null, null);
        row.Revision++;
        return SaveAsync(row, cancel);
    }

    private async Task<bool> IsThereAsync(BookedDocument row, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await database.Documents.AnyAsync(other => other.Account == row.Account && other.StoreId == row.StoreId
            && other.Role == row.Role && other.SourceId == row.SourceId, cancel);
    }

    private static FaultException WorkedElsewhere(Exception e) => new(new Fault(FaultKind.Transient, WorkedElsewhereCode,
        "Another instance is booking the same order. Nothing was booked twice; it is looked at again by itself."), e);
}
