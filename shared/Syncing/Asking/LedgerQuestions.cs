using Microsoft.EntityFrameworkCore;
using Syncing.Dispatching;
using Syncing.Ledger;

namespace Syncing.Asking;

/// <summary>What other services and operators ask a ledger, and the one thing they can tell it: try again.</summary>
public sealed class LedgerQuestions<TDb>(
    IDbContextFactory<TDb> databases, TargetSettings<TDb> settings, WorkSignal<TDb> signal, TimeProvider clock) where TDb : LedgerDb
{
    /// <summary>The rows of one record, of every store and account.</summary>
    public async Task<IReadOnlyList<RecordPage>> RecordAsync(string entity, string key, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await database.Records.AsNoTracking().Where(row => row.Entity == entity && row.Key == key).OrderBy(row => row.Id).ToListAsync(cancel);
        var ids = rows.Select(row => row.Id).ToList();
        var tries = (await database.Attempts.AsNoTracking().Where(attempt => ids.Contains(attempt.RecordId)).ToListAsync(cancel)).ToLookup(attempt => attempt.RecordId);
        return [.. rows.Select(row => RecordPage.Of(row, settings.Target, tries[row.Id]))];
    }

    /// <summary>How many records stand where, by account and entity.</summary>
    public async Task<IReadOnlyList<StateCount>> CountsAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Records.GroupBy(row => new { row.StoreId, row.Account, row.Entity, row.State, row.Code })
            .Select(group => new StateCount(settings.Target, group.Key.StoreId, group.Key.Account, group.Key.Entity, group.Key.State, group.Key.Code, group.Count()))
            .ToListAsync(cancel);
    }

    /// <summary>Makes failing records due now: those of one cause, one record, or all. Answers how many.</summary>
    public async Task<int> RetryAsync(RetryRequest request, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = database.Records.Where(row => FailureFilter.Failing.Contains(row.State) && row.State != RecordState.InDoubt);
        if (request.Entity is { } entity) rows = rows.Where(row => row.Entity == entity);
        if (request.Id is { } id) rows = rows.Where(row => row.Key == id);
        if (request.StoreId is { } store) rows = rows.Where(row => row.StoreId == store);
        if (request.Code is { } code) rows = rows.Where(row => row.Code == code);
        var now = clock.GetUtcNow();
        var count = await rows.ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, RecordState.Pending).SetProperty(row => row.DueAt, now).SetProperty(row => row.Attempts, 0)
            .SetProperty(row => row.Version, row => row.Version + 1), cancel);
        signal.Set();
        return count;
    }

}

/// <summary>How many records of one store and account stand in one state.</summary>
public sealed record StateCount(string Target, string StoreId, string Account, string Entity, RecordState State, string? Code, int Count);

/// <summary>Which failing records to try again; what is null is not asked.</summary>
public sealed record RetryRequest(string? Target, string? Entity, string? Id, string? StoreId, string? Code);

/// <summary>A run asks what became of its records.</summary>
public sealed record SettledQuestion(Guid SyncId, string StoreId, IReadOnlyList<AskedRecord> Records);

/// <summary>One version of one record.</summary>
public sealed record AskedRecord(string Entity, string Key, DateTimeOffset? Modified, long Seq);
