using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;

namespace Syncing.Dispatching;

/// <summary>
/// Makes records due again that stand still for a cause which is gone. Their due times are spread, live before history, so that a mended
/// cause does not send a thousand records to the target at once, nor in front of what happens in the shop now.
/// </summary>
public sealed class Requeueing<TDb>(IDbContextFactory<TDb> databases, WorkSignal<TDb> signal, TimeProvider clock) where TDb : LedgerDb
{
    /// <summary>So many records are due together.</summary>
    public const int Together = 20;

    /// <summary>And the next so many this much later: 120 records a minute.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(10);

    /// <summary>How long after the first the record at a place in the row is due.</summary>
    public static TimeSpan DueAfter(int index) => Gap * (index / Together);

    /// <summary>The causes for which records of an account stand still.</summary>
    public async Task<IReadOnlyList<string>> WaitingAsync(string account, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await Standing(database, account).Where(row => row.Code != null).Select(row => row.Code!).Distinct().ToListAsync(cancel);
    }

    /// <summary>Makes the records that stand still for one of these causes due again; what waits otherwise is left alone. Answers how many.</summary>
    public async Task<int> RequeueAsync(string account, IReadOnlyCollection<string> codes, CancellationToken cancel)
    {
        if (codes.Count == 0) return 0;
        await using var database = await databases.CreateDbContextAsync(cancel);
        var ids = await Standing(database, account).Where(row => codes.Contains(row.Code!))
            .OrderBy(row => row.Priority).ThenBy(row => row.WantedAt).ThenBy(row => row.Id).Select(row => row.Id).ToListAsync(cancel);
        var now = clock.GetUtcNow();
        var count = 0;
        foreach (var (index, some) in ids.Chunk(Together).Index())
        {
            DateTimeOffset? due = now + DueAfter(index * Together);
            // Looked at once more: a newer version, or a person's retry, may have come in since they were listed.
            count += await Standing(database, account).Where(row => some.Contains(row.Id) && codes.Contains(row.Code!)).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.State, RecordState.Retrying).SetProperty(row => row.DueAt, due).SetProperty(row => row.Attempts, 0)
                .SetProperty(row => row.Version, row => row.Version + 1), cancel);
        }
        if (count > 0) signal.Set();
        return count;
    }

    private static IQueryable<LedgerRecord> Standing(TDb database, string account) => database.Records
        .Where(row => row.Account == account && row.DueAt == null && (row.State == RecordState.NeedsAttention || row.State == RecordState.Conflict));
}
