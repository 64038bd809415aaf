using Contracts;
using Microsoft.EntityFrameworkCore;

namespace SupabaseSync.Conflicts;

/// <summary>Keeps what was decided about edited rows.</summary>
public sealed class RowDecisions(IDbContextFactory<SupabaseSyncDb> databases)
{
    private const int Tries = 10;
    private static readonly string[] Writes = [nameof(RecordOutcome.Created), nameof(RecordOutcome.Updated)];

    /// <summary>By ledger row; records about which nothing was decided are not in the answer.</summary>
    public async Task<IReadOnlyDictionary<long, RowDecision>> OfAsync(IReadOnlyCollection<long> records, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.RowDecisions.AsNoTracking().Where(decision => records.Contains(decision.RecordId)).ToDictionaryAsync(decision => decision.RecordId, cancel);
    }

    /// <summary>Changes some, all or none; those that are not there yet begin empty.</summary>
    public async Task ChangeAsync(IReadOnlyDictionary<long, Action<RowDecision>> changes, CancellationToken cancel)
    {
        if (changes.Count == 0) return;
        for (var tries = 1; ; tries++)
        {
            try
            {
                await WriteAsync(changes, cancel);
                return;
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Somebody chose at the same moment; read again.
            }
        }
    }

    /// <summary>Which of our writes was the last: it tells two deletions of the same row apart, of which nothing else is left to tell.</summary>
    public async Task<long> LastWriteAsync(long record, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Attempts.Where(attempt => attempt.RecordId == record && Writes.Contains(attempt.Result)).MaxAsync(attempt => (long?)attempt.Id, cancel) ?? 0;
    }

    private async Task WriteAsync(IReadOnlyDictionary<long, Action<RowDecision>> changes, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var known = await database.RowDecisions.Where(decision => changes.Keys.Contains(decision.RecordId)).ToDictionaryAsync(decision => decision.RecordId, cancel);
        foreach (var (record, change) in changes)
        {
            if (!known.TryGetValue(record, out var decision)) database.Add(decision = new RowDecision { RecordId = record });
            change(decision);
            decision.Version++;
        }
        await database.SaveChangesAsync(cancel);
    }
}
