using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Woo.Reading;

namespace Webhooks.Sweeping;

/// <summary>
/// Finds orders whose refunds are not those that are known: a deleted refund is announced by no webhook and moves no date. Shops since
/// WooCommerce 9.0 list all refunds; of older ones the orders that are known to have refunds are asked for.
/// </summary>
public sealed class RefundSweep(ShopLists lists, SweepRuns runs, IDbContextFactory<JournalDb> databases)
{
    private const int AtOnce = 100;
    private const string NoRoute = "rest_no_route";

    /// <summary>Sweeps.</summary>
    public async Task<SweepOutcome> RunAsync(Sweep row, string tenant, CancellationToken cancel)
    {
        var shop = await lists.ShopAsync(row.StoreId, cancel);
        var listed = await ListedAsync(shop, row, cancel);
        var known = await Known.AllAsync(databases, row.StoreId, row.Entity, cancel);
        var differ = (listed ?? []).Where(order => known.GetValueOrDefault(order.Key) is { Deleted: false, Published: true } order1 && order1.Refunds != order.Value).Select(order => order.Key).ToList();
        // Where an order's refunds went, the order may be gone with them; that is for the comparison of ids, which does not believe everything.
        var left = known.Where(order => order.Value is { Deleted: false, Refunds: not null } && listed?.ContainsKey(order.Key) != true).Select(order => order.Key).ToList();
        foreach (var part in left.Order().Chunk(AtOnce))
        {
            var query = new WooQuery { Route = row.Entity, Include = part, Fields = "id,refunds" };
            await foreach (var order in lists.RecordsAsync(shop, query, row, cancel))
                if (order.GetProperty("id").GetInt64() is var id && known[id].Refunds != Mark(order)) differ.Add(id);
        }
        await runs.ReadAsync(row, tenant, "schedule", differ, "Their refunds are others than those known.", cancel);
        return new($"{(listed is null ? left.Count : listed.Count)} orders with refunds, {differ.Count} of them with others than those known.");
    }

    // Marks by order; null where the shop has no such list.
    private async Task<Dictionary<long, string?>?> ListedAsync(WooClient shop, Sweep row, CancellationToken cancel)
    {
        var refunds = new List<(long Order, long Id)>();
        try
        {
            await foreach (var refund in lists.RecordsAsync(shop, new WooQuery { Route = "refunds", Fields = "id,parent_id" }, row, cancel))
                if (refund.TryGetProperty("parent_id", out var parent) && parent.TryGetInt64(out var order) && order > 0) refunds.Add((order, refund.GetProperty("id").GetInt64()));
        }
        catch (WooUnavailableException e) when (e.Fault.Code == NoRoute || e.Fault.Kind == WooFaultKind.BadRequest)
        {
            return null;
        }
        return refunds.GroupBy(refund => refund.Order).ToDictionary(order => order.Key, order => RefundMark.Of(order.Select(refund => refund.Id)));
    }

    private static string? Mark(JsonElement order) => order.TryGetProperty("refunds", out var refunds) ? RefundMark.Of(refunds) : null;
}
