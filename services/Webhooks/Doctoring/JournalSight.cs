using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;

namespace Webhooks.Doctoring;

/// <summary>What the journal says of a shop. It is read on from where the last look ended, so that a long one costs no more.</summary>
public sealed class JournalSight(IDbContextFactory<JournalDb> databases, TimeProvider clock)
{
    private static readonly TimeSpan KeepClones = TimeSpan.FromDays(1);

    /// <summary>Notes in <paramref name="memory"/> what came since: which webhooks brought verified deliveries, of what, and what is held.</summary>
    public async Task ReadOnAsync(string storeId, WatchMemory memory, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var last = await database.Deliveries.MaxAsync(row => (long?)row.Id, cancel) ?? 0;
        // What is not judged yet has no entity, and may still turn out to be held: it is counted at a later look.
        var open = await database.Deliveries.Where(row => (row.State == DeliveryState.Received || row.State == DeliveryState.Unverified) && row.DueAt != null).MinAsync(row => (long?)row.Id, cancel);
        var (from, to) = (memory.JournalSeen, open - 1 ?? last);
        if (to > from)
        {
            var came = database.Deliveries.AsNoTracking().Where(row => row.Id > from && row.Id <= to && row.StoreId == storeId && row.Kind == DeliveryKind.Webhook && row.State != DeliveryState.Refused);
            var newest = await came.Where(row => row.State != DeliveryState.Held).GroupBy(row => new { row.WebhookId, row.Entity })
                .Select(group => new { group.Key.WebhookId, group.Key.Entity, Id = group.Max(row => row.Id) }).ToListAsync(cancel);
            var held = await came.Where(row => row.State == DeliveryState.Held).GroupBy(row => row.Source)
                .Select(group => new { Source = group.Key, Count = group.LongCount(), Id = group.Max(row => row.Id) }).ToListAsync(cancel);
            var ids = newest.Select(group => group.Id).Concat(held.Select(group => group.Id)).ToList();
            var at = await database.Deliveries.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.ReceivedAt }).ToDictionaryAsync(row => row.Id, row => row.ReceivedAt, cancel);
            foreach (var group in newest)
            {
                if (group.WebhookId is { } webhook) memory.Verified[webhook] = Later(memory.Verified.GetValueOrDefault(webhook), at[group.Id]);
                if (group.Entity is { } entity) memory.Told[entity] = Later(memory.Told.GetValueOrDefault(entity), at[group.Id]);
            }
            foreach (var group in held)
                memory.Clones[group.Source ?? ""] = new CloneSeen((memory.Clones.GetValueOrDefault(group.Source ?? "")?.Count ?? 0) + group.Count, at[group.Id]);
            memory.JournalSeen = to;
        }
        foreach (var (source, seen) in memory.Clones.ToList())
            if (clock.GetUtcNow() - seen.LastAt > KeepClones) memory.Clones.Remove(source);
    }

    /// <summary>Of which of these records a delivery told.</summary>
    public async Task<IReadOnlySet<long>> ToldAsync(string storeId, string entity, IEnumerable<long> ids, CancellationToken cancel)
    {
        var keys = ids.Select(id => id.ToString(CultureInfo.InvariantCulture)).ToList();
        await using var database = await databases.CreateDbContextAsync(cancel);
        var told = await database.Deliveries.AsNoTracking()
            .Where(row => row.StoreId == storeId && row.Entity == entity && keys.Contains(row.Key!) && row.Kind == DeliveryKind.Webhook && row.State != DeliveryState.Held)
            .Select(row => row.Key!).Distinct().ToListAsync(cancel);
        return told.Select(key => long.Parse(key, CultureInfo.InvariantCulture)).ToHashSet();
    }

    /// <summary>Whether anything of this entity was ever synced for the store.</summary>
    public async Task<bool> KnowsAnyAsync(string storeId, string entity, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Versions.AnyAsync(row => row.StoreId == storeId && row.Entity == entity, cancel);
    }

    /// <summary>Deliveries of the store that were refused, by webhook.</summary>
    public async Task<IReadOnlyList<Refusal>> RefusalsAsync(string storeId, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Refusals.AsNoTracking().Where(refusal => refusal.StoreId == storeId && refusal.WebhookId != 0).ToListAsync(cancel);
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
