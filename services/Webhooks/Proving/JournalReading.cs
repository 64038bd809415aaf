using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;

namespace Webhooks.Proving;

/// <summary>What the journal says of records: whether they are known, and whether something of them is on its way.</summary>
public sealed class JournalReading(IDbContextFactory<JournalDb> databases)
{
    /// <summary>The records of which a version was ever handed over.</summary>
    public async Task<HashSet<string>> KnownAsync(string storeId, string entity, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return [.. await database.Versions.Where(row => row.StoreId == storeId && row.Entity == entity && keys.Contains(row.Key) && row.Seq > 0).Select(row => row.Key).ToListAsync(cancel)];
    }

    /// <summary>The records of which something is journaled and not handed over yet.</summary>
    public async Task<HashSet<string>> OnTheirWayAsync(string storeId, string entity, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return [.. await database.Deliveries.Where(row => row.StoreId == storeId && row.Entity == entity && row.Key != null && keys.Contains(row.Key) && row.DueAt != null)
            .Select(row => row.Key!).Distinct().ToListAsync(cancel)];
    }
}
