using Contracts;
using Microsoft.EntityFrameworkCore;
using QboSync.Storage;
using Syncing.Ledger;

namespace QboSync.Undoing;

/// <summary>The tables of undos, and what an undo leaves in the ledger.</summary>
public sealed class UndoBook(IDbContextFactory<QboSyncDb> databases, TimeProvider clock)
{
    /// <summary>How long an instance that gives no sign of life keeps an undo; longer than a call may last.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>The undo of the same that runs already; null where none does.</summary>
    public async Task<Undo?> RunningAsync(string account, string selection, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await database.Undos.AsNoTracking().FirstOrDefaultAsync(undo => undo.Account == account && undo.Selection == selection && undo.State == UndoState.Running, cancel);
    }

    /// <summary>Begins an undo; where the same was begun at this moment by somebody else, theirs.</summary>
    public async Task<Undo> BeginAsync(string account, UndoRequest request, IReadOnlyList<UndoItem> items, CancellationToken cancel)
    {
        var undo = new Undo { Id = Guid.NewGuid(), Account = account, Selection = request.Selection, How = request.Removal, RequestedAt = clock.GetUtcNow() };
        if (items.All(item => item.State != UndoItemState.Pending)) (undo.State, undo.EndedAt) = (UndoState.Done, undo.RequestedAt);
        foreach (var item in items) item.UndoId = undo.Id;
        await using var database = databases.CreateDbContext();
        database.Add(undo);
        database.AddRange(items);
        try
        {
            await database.SaveChangesAsync(cancel);
            return undo;
        }
        catch (DbUpdateException)
        {
            if (await RunningAsync(account, request.Selection, cancel) is { } theirs) return theirs;
            throw;
        }
    }

    /// <summary>An undo and its documents; null where there is none.</summary>
    public async Task<(Undo Undo, IReadOnlyList<UndoItem> Items)?> OneAsync(Guid id, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        if (await database.Undos.AsNoTracking().FirstOrDefaultAsync(undo => undo.Id == id, cancel) is not { } undo) return null;
        return (undo, await database.UndoItems.AsNoTracking().Where(item => item.UndoId == id).OrderBy(item => item.Step).ThenBy(item => item.Id).ToListAsync(cancel));
    }

    /// <summary>An undo that nobody is at, taken for oneself; null where there is none.</summary>
    public async Task<Undo?> TakeAsync(CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        var now = clock.GetUtcNow();
        var undo = await database.Undos.Where(undo => undo.State == UndoState.Running && (undo.LeaseUntil == null || undo.LeaseUntil <= now))
            .OrderBy(undo => undo.RequestedAt).FirstOrDefaultAsync(cancel);
        if (undo is null) return null;
        undo.LeaseUntil = now + Lease;
        undo.Version++;
        try
        {
            await database.SaveChangesAsync(cancel);
            return undo;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
    }

    /// <summary>The next document that is to go; null where none is left.</summary>
    public async Task<UndoItem?> NextAsync(Guid id, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await database.UndoItems.AsNoTracking().Where(item => item.UndoId == id && item.State == UndoItemState.Pending).OrderBy(item => item.Step).ThenBy(item => item.Id).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Records what became of a document; the undo's lease begins anew.</summary>
    public async Task SettleAsync(UndoItem item, UndoItemState state, string? reason = null, string? message = null)
    {
        await using var database = databases.CreateDbContext();
        await database.UndoItems.Where(row => row.Id == item.Id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, state).SetProperty(row => row.Reason, reason).SetProperty(row => row.Message, message), CancellationToken.None);
        DateTimeOffset? lease = clock.GetUtcNow() + Lease;
        await database.Undos.Where(row => row.Id == item.UndoId).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, lease), CancellationToken.None);
    }

    /// <summary>All documents are dealt with.</summary>
    public async Task DoneAsync(Guid id)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        await using var database = databases.CreateDbContext();
        await database.Undos.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, UndoState.Done)
            .SetProperty(row => row.EndedAt, now).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null).SetProperty(row => row.Waiting, (string?)null), CancellationToken.None);
    }

    /// <summary>It goes on after a while.</summary>
    public async Task WaitAsync(Guid id, TimeSpan wait, string why)
    {
        DateTimeOffset? until = clock.GetUtcNow() + wait;
        var text = why.Length > 2000 ? why[..2000] : why;
        await using var database = databases.CreateDbContext();
        await database.Undos.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, until).SetProperty(row => row.Waiting, text), CancellationToken.None);
    }

    /// <summary>The ledger says so of an order whose sale was taken out. One that is in work or due finds out by itself.</summary>
    public async Task TellLedgerAsync(BookedDocument sale)
    {
        var now = clock.GetUtcNow();
        await using var database = databases.CreateDbContext();
        var settled = database.Records.Where(row => row.Account == sale.Account && row.StoreId == sale.StoreId && row.Entity == Entities.Orders && row.Key == sale.RecordKey
            && row.State != RecordState.InProgress && row.State != RecordState.InDoubt && row.State != RecordState.Pending);
        await settled.ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, RecordState.Skipped).SetProperty(row => row.DueAt, (DateTimeOffset?)null).SetProperty(row => row.LastOutcome, RecordOutcome.Skipped)
            .SetProperty(row => row.Code, Withdrawal.Undone).SetProperty(row => row.Message, Withdrawal.UndoneMessage)
            .SetProperty(row => row.UpdatedAt, now).SetProperty(row => row.Version, row => row.Version + 1), CancellationToken.None);
    }
}
