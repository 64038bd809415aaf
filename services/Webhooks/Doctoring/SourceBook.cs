using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Webhooks.Judging;

namespace Webhooks.Doctoring;

/// <summary>Which addresses are a store's own, and what is held for naming another.</summary>
public sealed class SourceBook(IDbContextFactory<JournalDb> databases, JournalTurn turn, JournalSignal signal, TimeProvider clock)
{
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
}
