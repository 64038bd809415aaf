using Contracts;
using Hosting.Secrets;
using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;
using Syncing.Telling;

namespace Syncing.TakingIn;

/// <summary>Writes a batch of changes into the ledger: the newest wanted version per record, in one transaction.</summary>
public sealed class TakeIn<TDb>(
    IDbContextFactory<TDb> databases, TargetAccounts<TDb> accounts, TargetSettings<TDb> settings, TimeProvider clock)
    where TDb : LedgerDb
{
    private const int ConflictTries = 10;

    /// <summary>Takes the changes in. All of them stand in the ledger, or none.</summary>
    /// <exception cref="CredentialsUnavailableException">It cannot be known which account the changes are for.</exception>
    public async Task TakeAsync(IReadOnlyList<RecordChanged> changes, CancellationToken cancel)
    {
        var connected = (await accounts.ConnectedAsync(cancel)).ToDictionary(account => account.Credential.TenantId, account => account.Account);
        for (var tries = 1; ; tries++)
        {
            try
            {
                await WriteAsync(changes, connected, cancel);
                return;
            }
            catch (DbUpdateException) when (tries < ConflictTries)
            {
                // Another consumer or a worker wrote one of the rows between our reading and writing; read again.
            }
        }
    }

    private async Task WriteAsync(IReadOnlyList<RecordChanged> changes, Dictionary<string, string> connected, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var rows = await RowsAsync(database, changes, connected, cancel);
        var runs = changes.Select(change => change.SyncId).Distinct().ToList();
        var stopped = (await database.StoppedRuns.Where(run => run.Stopped && runs.Contains(run.SyncId)).Select(run => run.SyncId).ToListAsync(cancel)).ToHashSet();
        var now = clock.GetUtcNow();
        foreach (var change in changes.OrderBy(change => change.Version()))
        {
            var account = connected.GetValueOrDefault(change.TenantId, NotConnected);
            var identity = (change.TenantId, change.StoreId, account, Merge.EntityOf(change), change.Key);
            rows.TryGetValue(identity, out var row);
            var merged = Merge.Into(row, change, account, settings.Target, now, settings.Settle, stopped.Contains(change.SyncId));
            if (row is null) database.Add(rows[identity] = merged.Row);
            database.AddRange(merged.Told.Select(Outbox.Row));
        }
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The account of a tenant without an active credential; what is filed there is explained and never worked.</summary>
    public const string NotConnected = "";

    private static async Task<Dictionary<(string, string, string, string, string), LedgerRecord>> RowsAsync(
        TDb database, IReadOnlyList<RecordChanged> changes, Dictionary<string, string> connected, CancellationToken cancel)
    {
        // Every column of the key is named, else the database reads the whole ledger for each batch.
        var tenants = changes.Select(change => change.TenantId).Distinct().ToList();
        var accounts = tenants.Select(tenant => connected.GetValueOrDefault(tenant, NotConnected)).Distinct().ToList();
        var keys = changes.Select(change => change.Key).Distinct().ToList();
        var entities = changes.Select(Merge.EntityOf).Distinct().ToList();
        var stores = changes.Select(change => change.StoreId).Distinct().ToList();
        var found = await database.Records
            .Where(row => tenants.Contains(row.TenantId) && stores.Contains(row.StoreId) && accounts.Contains(row.Account) && entities.Contains(row.Entity) && keys.Contains(row.Key))
            .ToListAsync(cancel);
        return found.ToDictionary(row => (row.TenantId, row.StoreId, row.Account, row.Entity, row.Key));
    }
}
