using Hosting.Secrets;
using Hosting.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncing.Dispatching;
using Syncing.Ledger;

namespace Syncing.Asking;

/// <summary>
/// Failed records that somebody has tried again: one, those of a cause, or all. Many are spread in time (<c>Sync:RetryPerMinute</c>), live before
/// history; what is tried again by itself sooner keeps its time. How far a batch is, its records say.
/// </summary>
public sealed class RetryBatches<TDb>(
    IDbContextFactory<TDb> databases, TargetAccounts<TDb> accounts, TargetSettings<TDb> settings, WorkSignal<TDb> signal, IOptions<SyncOptions> sync, TimeProvider clock)
    where TDb : LedgerDb
{
    /// <summary>How many records one batch may hold.</summary>
    public const int Most = 20_000;

    /// <summary>Makes them due. Asked again with the same id it changes nothing and answers the same.</summary>
    public async Task<RetryAnswer> RetryAsync(RetryOrder order, CancellationToken cancel)
    {
        var connected = await ConnectedAsync(cancel);
        await using var database = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.RetryBatches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == order.BatchId, cancel) is { } known)
            return new RetryAnswer(known.Count, 0, known.LastDueAt);

        var chosen = Chosen(database, order, connected);
        var matched = await chosen.CountAsync(cancel);
        var ids = await chosen.OrderBy(row => row.Priority).ThenBy(row => row.WantedAt).ThenBy(row => row.Id).Take(Most).Select(row => row.Id).ToListAsync(cancel);
        if (ids.Count == 0) return new RetryAnswer(0, 0, null);

        var rate = sync.Value.RetryPerMinute;
        var first = await FirstAsync(database, ids.Count, rate, cancel);
        var (count, last) = (0, first);
        foreach (var (index, some) in ids.Chunk(Spreading.Together(rate)).Index())
        {
            last = first + Spreading.DueAfter(index * Spreading.Together(rate), rate);
            DateTimeOffset? due = last;
            Guid? batch = order.BatchId;
            count += await Chosen(database, order, connected).Where(row => some.Contains(row.Id)).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.State, RecordState.Retrying).SetProperty(row => row.DueAt, row => row.DueAt < due ? row.DueAt : due)
                .SetProperty(row => row.Attempts, 0).SetProperty(row => row.RetryBatch, batch).SetProperty(row => row.Version, row => row.Version + 1), cancel);
        }
        database.Add(new RetryBatch { Id = order.BatchId, At = clock.GetUtcNow(), LastDueAt = last, Count = count });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        signal.Set();
        return new RetryAnswer(count, matched - ids.Count, last);
    }

    /// <summary>How far a batch is; null where this target has none of its records.</summary>
    public async Task<RetryProgress?> ProgressAsync(Guid id, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (await database.RetryBatches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == id, cancel) is not { } batch) return null;
        var states = await database.Records.Where(row => row.RetryBatch == id).GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        int Of(params RecordState[] some) => some.Sum(state => states.GetValueOrDefault(state));
        return new RetryProgress(settings.Target, batch.At, batch.LastDueAt, batch.Count,
            Of(RecordState.Pending, RecordState.InProgress, RecordState.Retrying, RecordState.InDoubt),
            Of(RecordState.Synced), Of(RecordState.Skipped), Of(RecordState.NeedsAttention), Of(RecordState.Conflict), batch.Count - states.Values.Sum());
    }

    // A handful is tried at once. More than that waits for what an earlier batch still has to do.
    private async Task<DateTimeOffset> FirstAsync(TDb database, int count, int rate, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (count <= Spreading.Together(rate)) return now;
        var last = await database.RetryBatches.MaxAsync(batch => (DateTimeOffset?)batch.LastDueAt, cancel);
        var after = last + Spreading.DueAfter(Spreading.Together(rate), rate);
        return after > now && last > now ? after.Value : now;
    }

    // What is in doubt is settled first, and what belongs to an account that is connected no more is never worked.
    private static IQueryable<LedgerRecord> Chosen(TDb database, RetryOrder order, IReadOnlyList<string>? connected)
    {
        var filter = new FailureFilter { Entity = order.Entity, Code = order.Code, StoreId = order.StoreId, Id = order.Id };
        var rows = filter.Apply(database.Records).Where(row => row.State != RecordState.InDoubt);
        return connected is null ? rows : rows.Where(row => connected.Contains(row.Account));
    }

    private async Task<IReadOnlyList<string>?> ConnectedAsync(CancellationToken cancel)
    {
        try
        {
            return [.. (await accounts.ConnectedAsync(cancel)).Select(account => account.Account)];
        }
        catch (CredentialsUnavailableException)
        {
            return null; // all of them: what is connected is worked once Credentials is back
        }
    }
}

/// <summary>Which failing records to try again, as the batch <paramref name="BatchId"/>; what is null is not asked.</summary>
public sealed record RetryOrder(Guid BatchId, string? Entity = null, string? Id = null, string? StoreId = null, string? Code = null);

/// <summary>What a retry set going.</summary>
/// <param name="Count">Records that are tried again.</param>
/// <param name="Remaining">Records that were meant and did not fit into one batch.</param>
/// <param name="LastDueAt">When the last of them is due.</param>
public sealed record RetryAnswer(int Count, int Remaining, DateTimeOffset? LastDueAt);

/// <summary>How far a batch is in one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="LastDueAt">When the last of it is due.</param>
/// <param name="Count">How many records.</param>
/// <param name="Waiting">Not settled yet.</param>
/// <param name="Synced">They stand in the target.</param>
/// <param name="Skipped">There was nothing to write.</param>
/// <param name="NeedsAttention">They failed again.</param>
/// <param name="Conflict">A person must choose.</param>
/// <param name="MovedOn">They are in a later batch.</param>
public sealed record RetryProgress(
    string Target, DateTimeOffset StartedAt, DateTimeOffset LastDueAt, int Count, int Waiting, int Synced, int Skipped, int NeedsAttention, int Conflict, int MovedOn);
