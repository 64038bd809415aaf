using System.Collections.Concurrent;
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

    private readonly RowCommits _commits = new(databases);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _newest = new();

    /// <summary>When this process wrote down the last settled document of each company.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Newest() => new Dictionary<string, DateTimeOffset>(_newest);

    /// <summary>All rows of one order.</summary>
    public async Task<List<BookedDocument>> OfOrderAsync(string account, string storeId, string recordKey, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        var rows = new List<BookedDocument>();
        await foreach (var row in _ofOrder(database, account, storeId, recordKey).WithCancellation(cancel)) rows.Add(row);
        return rows;
    }

    private readonly Func<QboSyncDb, string, string, string, IAsyncEnumerable<BookedDocument>> _ofOrder = EF.CompileAsyncQuery<QboSyncDb, string, string, string, BookedDocument>(
        (database, account, storeId, recordKey) => database.Documents.AsNoTracking()
            .Where(row => row.Account == account && row.StoreId == storeId && row.RecordKey == recordKey).OrderBy(row => row.Id));

    /// <summary>Adds a row.</summary>
    /// <exception cref="FaultException">Somebody else did so at the same time.</exception>
    public async Task AddAsync(BookedDocument row, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (row.Rehearsed) return;
        try
        {
            await _commits.WriteAsync(row, isNew: true);
        }
        catch (DbUpdateException e)
        {
            if (await IsThereAsync(row, cancel)) throw WorkedElsewhere(e);
            throw;
        }
    }

    /// <summary>Writes a row down.</summary>
    /// <exception cref="FaultException">Somebody else changed it meanwhile.</exception>
    public Task SaveAsync(BookedDocument row, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (row.Rehearsed) return Task.CompletedTask;
        return SavedAsync(row, _commits.WriteAsync(row, isNew: false));
    }

    /// <summary>Writes rows down in one transaction; those that cannot be written come to nothing by themselves.</summary>
    /// <returns>For each row, in their order, why it was not written; null where it was.</returns>
    public async Task<IReadOnlyList<Exception?>> SaveAllAsync(IReadOnlyList<BookedDocument> rows)
    {
        var faults = new List<Exception?>();
        foreach (var (row, write) in rows.Zip(_commits.WriteAsync(rows, isNew: false)))
        {
            try
            {
                await SavedAsync(row, write);
                faults.Add(null);
            }
            catch (Exception e)
            {
                faults.Add(e);
            }
        }
        return faults;
    }

    private async Task SavedAsync(BookedDocument row, Task write)
    {
        try
        {
            await write;
            if (row.SettledAt is { } at) _newest.AddOrUpdate(row.Account, at, (_, known) => known > at ? known : at);
        }
        catch (DbUpdateConcurrencyException e)
        {
            throw WorkedElsewhere(e);
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
