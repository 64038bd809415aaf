using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Webhooks.Judging;

namespace Webhooks.Doctoring;

/// <summary>What the journal says of a shop. It is read on from where the last look ended, so that a long one costs no more.</summary>
public sealed class JournalSight(IDbContextFactory<JournalDb> databases, JournalTurn turn, JournalSignal signal, TimeProvider clock)
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

    /// <summary>What the shop called itself when it was asked at <paramref name="storeUrl"/>. What it called itself at other addresses counts no more.</summary>
    public async Task LearnAsync(string storeId, string storeUrl, string home, CancellationToken cancel)
    {
        var (asked, name) = (ShopName.Of(storeUrl), ShopName.Of(home));
        await using var database = await databases.CreateDbContextAsync(cancel);
        var known = await database.AcceptedSources.Where(source => source.StoreId == storeId).ToListAsync(cancel);
        database.RemoveRange(known.Where(source => source.LearnedFrom is not null && (source.Source != name || name == asked)));
        if (name != asked && name.Length <= AcceptedSource.LongestName)
        {
            if (known.FirstOrDefault(source => source.Source == name) is not { } same) database.Add(new AcceptedSource { StoreId = storeId, Source = name, AcceptedAt = clock.GetUtcNow(), LearnedFrom = asked });
            else if (same.LearnedFrom is not null) same.LearnedFrom = asked;
        }
        if (!database.ChangeTracker.HasChanges()) return;
        using var ours = await turn.TakeAsync(cancel);
        await database.SaveChangesAsync(cancel);
    }

    /// <summary>A person says that this address is the store's too.</summary>
    public async Task AcceptAsync(string storeId, string source, CancellationToken cancel)
    {
        var name = ShopName.Of(source);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var known = await database.AcceptedSources.SingleOrDefaultAsync(row => row.StoreId == storeId && row.Source == name, cancel);
        if (known is null) database.Add(new AcceptedSource { StoreId = storeId, Source = name, AcceptedAt = clock.GetUtcNow() });
        else known.LearnedFrom = null;
        using var ours = await turn.TakeAsync(cancel);
        await database.SaveChangesAsync(cancel);
    }

    /// <summary>A person takes that back.</summary>
    public async Task<bool> RefuseAsync(string storeId, string source, CancellationToken cancel)
    {
        var name = ShopName.Of(source);
        await using var database = await databases.CreateDbContextAsync(cancel);
        using var ours = await turn.TakeAsync(cancel);
        return await database.AcceptedSources.Where(row => row.StoreId == storeId && row.Source == name).ExecuteDeleteAsync(cancel) > 0;
    }

    /// <summary>Addresses that held deliveries of the store name.</summary>
    public async Task<IReadOnlyList<string>> HeldSourcesAsync(string storeId, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Deliveries.AsNoTracking().Where(row => row.StoreId == storeId && row.State == DeliveryState.Held && row.Source != null)
            .Select(row => row.Source!).Distinct().ToListAsync(cancel);
    }

    /// <summary>Takes out of what is remembered of copies what is the store's own address by now.</summary>
    public async Task ForgetOwnAsync(string storeId, string storeUrl, WatchMemory memory, CancellationToken cancel)
    {
        if (memory.Clones.Count == 0) return;
        var own = await OwnAsync(storeId, storeUrl, cancel);
        foreach (var source in memory.Clones.Keys.Where(source => own.Contains(ShopName.Of(source))).ToList()) memory.Clones.Remove(source);
    }

    /// <summary>Of <paramref name="sources"/>, sends held deliveries that name what is the store's own address by now to the judge again; how many.</summary>
    public async Task<int> ReleaseAsync(string storeId, string storeUrl, IReadOnlyCollection<string> sources, CancellationToken cancel)
    {
        if (sources.Count == 0) return 0;
        var names = await OwnAsync(storeId, storeUrl, cancel);
        var own = sources.Where(source => names.Contains(ShopName.Of(source))).ToList();
        if (own.Count == 0) return 0;
        var now = (DateTimeOffset?)clock.GetUtcNow();
        int released;
        await using var database = await databases.CreateDbContextAsync(cancel);
        using (await turn.TakeAsync(cancel))
        {
            released = await database.Deliveries.Where(row => row.StoreId == storeId && row.State == DeliveryState.Held && own.Contains(row.Source!))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DeliveryState.Received).SetProperty(row => row.DueAt, now).SetProperty(row => row.Reason, (string?)null), cancel);
        }
        signal.Set();
        return released;
    }

    private async Task<HashSet<string>> OwnAsync(string storeId, string storeUrl, CancellationToken cancel)
    {
        var asked = ShopName.Of(storeUrl);
        await using var database = await databases.CreateDbContextAsync(cancel);
        return [asked, .. await database.AcceptedSources.AsNoTracking().Where(source => source.StoreId == storeId && (source.LearnedFrom == null || source.LearnedFrom == asked))
            .Select(source => source.Source).ToListAsync(cancel)];
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
