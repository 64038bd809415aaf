using Contracts;
using Microsoft.EntityFrameworkCore;
using Syncing.Dispatching;
using Syncing.Ledger;
using Syncing.Telling;

namespace Syncing.Cancelling;

/// <summary>
/// Takes a run's records out of the queue, and puts them back. What is in work or in doubt goes on, and so does what happened in the shop:
/// nobody can cancel that.
/// </summary>
public sealed class RunStops<TDb>(IDbContextFactory<TDb> databases, TargetSettings<TDb> settings, WorkSignal<TDb> signal, TimeProvider clock) where TDb : LedgerDb
{
    private const int AtOnce = 500;
    private const int ConflictTries = 20;

    /// <summary>So long a cancelled run is remembered: what of it is still on its way arrives long before.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    /// <summary>The run's records that wait are skipped as <c>cancelled</c>, and those that arrive later will be. Answers how many were.</summary>
    public async Task<int> CancelAsync(Guid syncId, DateTimeOffset at, CancellationToken cancel)
    {
        if (!await NoteAsync(syncId, stopped: true, at, cancel)) return 0;
        var (count, behind) = (0, 0L);
        while (await SomeAsync(syncId, behind, cancel) is { Count: > 0 } ids)
        {
            count += await RestAsync(ids, cancel);
            behind = ids[^1];
        }
        if (count > 0) signal.Set(); // outcomes to tell
        return count;
    }

    /// <summary>What was skipped because the run was cancelled is due again. Answers how many records.</summary>
    public async Task<int> ResumeAsync(Guid syncId, DateTimeOffset at, CancellationToken cancel)
    {
        if (!await NoteAsync(syncId, stopped: false, at, cancel)) return 0;
        await using var database = await databases.CreateDbContextAsync(cancel);
        DateTimeOffset? now = clock.GetUtcNow();
        var count = await database.Records.Where(row => row.SyncId == syncId && row.State == RecordState.Skipped && row.Code == SkipCodes.Cancelled).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, RecordState.Pending).SetProperty(row => row.DueAt, now).SetProperty(row => row.Attempts, 0)
            .SetProperty(row => row.Code, (string?)null).SetProperty(row => row.Message, (string?)null).SetProperty(row => row.Version, row => row.Version + 1), cancel);
        signal.Set();
        return count;
    }

    // Before the records: a batch that is taken in meanwhile knows of it.
    private async Task<bool> NoteAsync(Guid syncId, bool stopped, DateTimeOffset at, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var database = await databases.CreateDbContextAsync(cancel);
                var known = await database.StoppedRuns.FindAsync([syncId], cancel);
                if (known?.At > at) return false; // a later word was here first
                if (known is null) database.Add(known = new StoppedRun { SyncId = syncId });
                (known.Stopped, known.At) = (stopped, at);
                await database.SaveChangesAsync(cancel);
                var forgotten = clock.GetUtcNow() - Remembered;
                await database.StoppedRuns.Where(run => run.At < forgotten).ExecuteDeleteAsync(cancel);
                return true;
            }
            catch (DbUpdateException) when (tries < ConflictTries)
            {
                // Told twice at once; read again.
            }
        }
    }

    private async Task<List<long>> SomeAsync(Guid syncId, long behind, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await Waiting(database).Where(row => row.SyncId == syncId && row.Id > behind).OrderBy(row => row.Id).Take(AtOnce).Select(row => row.Id).ToListAsync(cancel);
    }

    private async Task<int> RestAsync(List<long> ids, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var database = await databases.CreateDbContextAsync(cancel);
                var rows = await Waiting(database).Where(row => ids.Contains(row.Id)).ToListAsync(cancel);
                var now = clock.GetUtcNow();
                foreach (var row in rows)
                {
                    CancelledRecords.Rest(row, now);
                    row.Version++;
                    database.Add(Outbox.Row(Outbox.Settled(row, settings.Target, now)));
                }
                await database.SaveChangesAsync(cancel);
                return rows.Count;
            }
            catch (DbUpdateException) when (tries < ConflictTries)
            {
                // A worker claimed one, or a newer version came, between our reading and writing; read again.
            }
        }
    }

    private static IQueryable<LedgerRecord> Waiting(TDb database) => database.Records.Where(row =>
        row.Priority != ChangePriority.Live && (row.State == RecordState.Pending || row.State == RecordState.Retrying));
}

/// <summary>When a run was cancelled or resumed, so that words that overtake each other are put in order.</summary>
public sealed record StopWord(DateTimeOffset At);
