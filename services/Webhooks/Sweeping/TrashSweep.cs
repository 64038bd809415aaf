using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Woo.Reading;

namespace Webhooks.Sweeping;

/// <summary>Finds what lies in the shop's trash and stands in the targets. The gate asks for each by its id before it believes.</summary>
public sealed class TrashSweep(ShopLists lists, SweepRuns runs, IDbContextFactory<JournalDb> databases)
{
    /// <summary>Sweeps.</summary>
    public async Task<SweepOutcome> RunAsync(Sweep row, string tenant, CancellationToken cancel)
    {
        var trashed = await IdsAsync(await lists.ShopAsync(row.StoreId, cancel), row, cancel);
        if (trashed.Count == 0) return new("Nothing lies in the trash.");
        var known = await Known.AllAsync(databases, row.StoreId, row.Entity, cancel);
        var news = trashed.Where(id => known.GetValueOrDefault(id) is { Deleted: false }).ToList();
        await runs.ReadAsync(row, tenant, "schedule", news, "They lie in the shop's trash.", cancel);
        return new($"{trashed.Count} in the trash, {news.Count} of them not known to be.");
    }

    /// <summary>The ids in the trash.</summary>
    public async Task<HashSet<long>> IdsAsync(WooClient shop, Sweep row, CancellationToken cancel)
    {
        var ids = new HashSet<long>();
        var query = new WooQuery { Route = row.Entity, Status = "trash", Fields = "id" };
        await foreach (var record in lists.RecordsAsync(shop, query, row, cancel)) ids.Add(record.GetProperty("id").GetInt64());
        return ids;
    }
}
