using Contracts;
using Microsoft.EntityFrameworkCore;
using QboSync.Storage;
using Syncing.Conflicts;
using Syncing.Ledger;
using Woo.Shapes;

namespace QboSync.Conflicts;

/// <summary>The order that a conflict is about, as the shop says it is now.</summary>
public sealed class RecordedOrders(IDbContextFactory<QboSyncDb> databases)
{
    /// <summary>The order and its refunds; null where it is gone from the shop, or from the ledger.</summary>
    public async Task<(WooOrder Order, IReadOnlyList<WooRefund> Refunds)?> OfAsync(Conflict conflict, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        var record = await database.Records.AsNoTracking().FirstOrDefaultAsync(record => record.Account == conflict.Account && record.StoreId == conflict.StoreId
            && record.Entity == Entities.Orders && record.Key == conflict.Key, cancel);
        if (record is null or { Deleted: true }) return null;
        return (WooJson.Order(record.Body), record.Refunds is { } refunds ? WooJson.Refunds(refunds) : []);
    }
}
