using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;

namespace Webhooks.Sweeping;

/// <summary>What is known of a record of the shop.</summary>
/// <param name="Modified">Its date of change.</param>
/// <param name="Deleted">Trashed or gone.</param>
/// <param name="Published">Targets ever heard of it; else it is only remembered to be gone.</param>
/// <param name="Refunds">See <see cref="RefundMark"/>.</param>
public sealed record Known(DateTimeOffset? Modified, bool Deleted, bool Published, string? Refunds)
{
    /// <summary>All that is known of a store's entity, by WooCommerce id.</summary>
    public static async Task<IReadOnlyDictionary<long, Known>> AllAsync(IDbContextFactory<JournalDb> databases, string storeId, string entity, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var known = new Dictionary<long, Known>();
        await foreach (var row in database.Versions.AsNoTracking().Where(row => row.StoreId == storeId && row.Entity == entity)
            .Select(row => new { row.Key, row.Modified, row.Deleted, row.Seq, row.Refunds }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (long.TryParse(row.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) known[id] = new Known(row.Modified, row.Deleted, row.Seq > 0, row.Refunds);
        }
        return known;
    }
}
