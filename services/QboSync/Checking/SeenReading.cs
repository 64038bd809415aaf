using Contracts;
using Microsoft.EntityFrameworkCore;
using QboSync.Documents;
using QboSync.Storage;
using Syncing.Ledger;
using Woo.Shapes;

namespace QboSync.Checking;

/// <summary>Reads off the ledger what the orders of a company's shops are like. The newest orders tell; a year of them would tell the same.</summary>
public sealed class SeenReading(IDbContextFactory<QboSyncDb> databases)
{
    /// <summary>Most orders that are looked at.</summary>
    public const int Newest = 1000;

    private const int Together = 100;

    /// <summary>What the newest orders of a company are like.</summary>
    /// <param name="account">The company.</param>
    /// <param name="look">Sees each of them.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<SeenOrders> OfAsync(string account, CancellationToken cancel, Action<WooOrder>? look = null)
    {
        var seen = new SeenOrders();
        await using var database = await databases.CreateDbContextAsync(cancel);
        var before = long.MaxValue;
        for (var read = 0; read < Newest; read += Together)
        {
            var rows = await database.Records.AsNoTracking()
                .Where(row => row.Account == account && row.Entity == Entities.Orders && !row.Deleted && row.Id < before)
                .OrderByDescending(row => row.Id).Take(Together).Select(row => new { row.Id, row.Body, row.State }).ToListAsync(cancel);
            foreach (var row in rows) Add(seen, row.Body, row.State is not (RecordState.Synced or RecordState.Skipped), look);
            if (rows.Count < Together) break;
            before = rows[^1].Id;
        }
        return seen;
    }

    private static void Add(SeenOrders seen, string body, bool waits, Action<WooOrder>? look)
    {
        try
        {
            var order = WooJson.Order(body);
            seen.Add(order, OrderDates.Created(order), waits);
            look?.Invoke(order);
        }
        catch (WooShapeException)
        {
            // Shown among the failures, with its reason.
        }
    }
}
