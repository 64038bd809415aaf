using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;
using Syncing.Working;

namespace Syncing.Dispatching;

/// <summary>
/// Makes records due again that stand still for a cause which is gone. Their due times are spread, live before history, so that a mended
/// cause does not send a thousand records to the target at once, nor in front of what happens in the shop now.
/// </summary>
public sealed class Requeueing<TDb>(IDbContextFactory<TDb> databases, WorkSignal<TDb> signal, TimeProvider clock) where TDb : LedgerDb
{
    /// <summary>Records a minute.</summary>
    public const int PerMinute = 120;

    /// <summary>How long after the first the record at a place in the row is due.</summary>
    public static TimeSpan DueAfter(int index) => Spreading.DueAfter(index, PerMinute);

    /// <summary>The causes for which records of an account stand still.</summary>
    public async Task<IReadOnlyList<WaitingCause>> WaitingAsync(string account, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var codes = await Standing(database, account).Where(row => row.Code != null).Select(row => row.Code!).Distinct().ToListAsync(cancel);
        if (codes.Count == 0) return [];
        var results = await (from row in Standing(database, account)
                             join attempt in database.Attempts on row.Id equals attempt.RecordId
                             where attempt.Code == row.Code
                             select new { attempt.Code, attempt.Result }).Distinct().ToListAsync(cancel);
        return [.. codes.Select(code => new WaitingCause(code, results.Where(result => result.Code == code)
            .Select(result => Enum.TryParse<FaultKind>(result.Result, out var kind) ? kind : (FaultKind?)null).FirstOrDefault(kind => kind is not null)))];
    }

    /// <summary>Makes the records that stand still for one of these causes due again; what waits otherwise is left alone. Answers how many.</summary>
    /// <param name="account">Whose records.</param>
    /// <param name="codes">The causes.</param>
    /// <param name="wait">How long until the first is due: what other instances keep in memory must be out of use by then.</param>
    /// <param name="cancel">Ends it; what was made due stays so.</param>
    public async Task<int> RequeueAsync(string account, IReadOnlyCollection<string> codes, TimeSpan wait, CancellationToken cancel)
    {
        if (codes.Count == 0) return 0;
        await using var database = await databases.CreateDbContextAsync(cancel);
        var ids = await Standing(database, account).Where(row => codes.Contains(row.Code!))
            .OrderBy(row => row.Priority).ThenBy(row => row.WantedAt).ThenBy(row => row.Id).Select(row => row.Id).ToListAsync(cancel);
        var first = clock.GetUtcNow() + wait;
        var count = 0;
        foreach (var (index, some) in ids.Chunk(Spreading.Together(PerMinute)).Index())
        {
            DateTimeOffset? due = first + DueAfter(index * Spreading.Together(PerMinute));
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
