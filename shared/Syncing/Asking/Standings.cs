using Contracts;
using Hosting.Secrets;
using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;

namespace Syncing.Asking;

/// <summary>Answers a run what became of given versions, or what holds them.</summary>
public sealed class Standings<TDb>(IDbContextFactory<TDb> databases, TargetAccounts<TDb> accounts, TargetSettings<TDb> settings, TimeProvider clock) where TDb : LedgerDb
{
    /// <summary>How many records one question may name.</summary>
    public const int MostAsked = 1000;

    /// <summary>The standing of each version; records that never came are left out.</summary>
    public async Task<IReadOnlyList<RecordStanding>> AskAsync(SettledQuestion question, CancellationToken cancel)
    {
        var connected = await ConnectedAsync(cancel);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = new List<LedgerRecord>();
        foreach (var entity in question.Records.GroupBy(record => record.Entity))
        {
            foreach (var keys in entity.Select(record => record.Key).Distinct().Chunk(500))
                rows.AddRange(await database.Records.AsNoTracking().Where(row => row.StoreId == question.StoreId && row.Entity == entity.Key && keys.Contains(row.Key))
                    .Select(row => new LedgerRecord // without the bodies
                    {
                        Id = row.Id, TenantId = row.TenantId, StoreId = row.StoreId, Account = row.Account, Entity = row.Entity, Key = row.Key, WantedModified = row.WantedModified,
                        WantedSeq = row.WantedSeq, SyncId = row.SyncId, ExternalId = row.ExternalId, State = row.State, DueAt = row.DueAt, LastOutcome = row.LastOutcome,
                        Code = row.Code, Message = row.Message, WantedAt = row.WantedAt, UpdatedAt = row.UpdatedAt,
                    }).ToListAsync(cancel));
        }
        // Of several accounts the one that was written to last is the one that is connected.
        var newest = rows.GroupBy(row => (row.Entity, row.Key)).ToDictionary(row => row.Key, row => row.MaxBy(one => one.WantedAt)!);
        var pauses = await database.Pauses.AsNoTracking().ToDictionaryAsync(pause => pause.Account, cancel);
        var tries = await FirstTriesAsync(database, [.. newest.Values.Where(row => row.State is RecordState.Retrying or RecordState.InDoubt)], cancel);
        var now = clock.GetUtcNow();
        return [.. from asked in question.Records
                   let row = newest.GetValueOrDefault((asked.Entity, asked.Key))
                   where row is not null
                   let held = Standing.Held(row, tries.GetValueOrDefault(row.Id), pauses.GetValueOrDefault(row.Account), connected is null || connected.Contains(row.Account), now)
                   select Standing.Of(row, asked, question.SyncId, settings.Target, held, now)];
    }

    private static async Task<Dictionary<long, DateTimeOffset?>> FirstTriesAsync(TDb database, IReadOnlyList<LedgerRecord> rows, CancellationToken cancel)
    {
        var first = new Dictionary<long, DateTimeOffset?>();
        foreach (var some in rows.Chunk(500))
        {
            var ids = some.Select(row => row.Id).ToList();
            var tries = (await database.Attempts.AsNoTracking().Where(attempt => ids.Contains(attempt.RecordId))
                .Select(attempt => new { attempt.RecordId, attempt.Seq, attempt.At }).ToListAsync(cancel)).ToLookup(attempt => attempt.RecordId);
            foreach (var row in some)
                first[row.Id] = tries[row.Id].Where(attempt => attempt.Seq == row.WantedSeq && attempt.At >= row.WantedAt).Min(attempt => (DateTimeOffset?)attempt.At);
        }
        return first;
    }

    // While Credentials cannot be asked nothing is taken for disconnected.
    private async Task<HashSet<string>?> ConnectedAsync(CancellationToken cancel)
    {
        try
        {
            return [.. (await accounts.ConnectedAsync(cancel)).Select(account => account.Account)];
        }
        catch (CredentialsUnavailableException)
        {
            return null;
        }
    }
}
