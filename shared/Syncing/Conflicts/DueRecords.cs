using Microsoft.EntityFrameworkCore;
using Syncing.Dispatching;
using Syncing.Ledger;

namespace Syncing.Conflicts;

/// <summary>Makes one record due because what stands in the target, or somebody's word about it, has changed.</summary>
public sealed class DueRecords<TDb>(IDbContextFactory<TDb> databases, WorkSignal<TDb> signal, TimeProvider clock) where TDb : LedgerDb
{
    /// <summary>The record is worked at once; what is in work or in doubt is finished first.</summary>
    /// <param name="account">The target account.</param>
    /// <param name="store">Id of the WooCommerce credential.</param>
    /// <param name="entity">orders, products or customers.</param>
    /// <param name="key">The WooCommerce id.</param>
    /// <param name="force">
    /// Also where nothing seems to have changed, and as history: what is written anew because somebody wants it so is not left out for its age.
    /// </param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Whether there is such a record.</returns>
    public async Task<bool> DueAsync(string account, string store, string entity, string key, bool force, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        DateTimeOffset? now = clock.GetUtcNow();
        var record = database.Records.Where(row => row.Account == account && row.StoreId == store && row.Entity == entity && row.Key == key);
        var there = force
            ? await record.ExecuteUpdateAsync(set => set
                .SetProperty(row => row.Force, true).SetProperty(row => row.History, true).SetProperty(row => row.Version, row => row.Version + 1), cancel) > 0
            : await record.AnyAsync(cancel);
        await record.Where(row => row.State != RecordState.InProgress && row.State != RecordState.InDoubt).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, RecordState.Pending).SetProperty(row => row.DueAt, now).SetProperty(row => row.Attempts, 0)
            .SetProperty(row => row.Version, row => row.Version + 1), cancel);
        signal.Set();
        return there;
    }
}
