using System.Collections.Concurrent;
using Hosting.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Journal;

namespace Webhooks.Judging;

/// <summary>Settings under <c>Webhooks</c> that the judge reads.</summary>
public sealed class SourceOptions
{
    /// <summary>Deliveries that name another shop than the credential's as their source are held. Off: they are taken.</summary>
    public bool HoldForeignSources { get; set; } = true;
}

/// <summary>
/// Whether a delivery comes from the shop that it is signed for. A copy of a shop, made for staging, has its webhooks and their secrets too, and
/// sends its test orders here with good signatures; only <c>X-WC-Webhook-Source</c> tells it apart.
/// </summary>
public sealed class Sources(CredentialsClient credentials, IOptions<SourceOptions> options, TimeProvider clock, ILogger<Sources> log)
{
    private readonly ConcurrentDictionary<string, string> _last = new();
    private readonly ConcurrentDictionary<string, string> _ownCame = new();

    private sealed record Known(bool Asked, string? Url);

    /// <summary>The names under which a store may deliver.</summary>
    public sealed record Names(string Own, HashSet<string> All);

    /// <summary>Says of rows whose they are.</summary>
    public async Task<Answer> AskAsync(JournalDb database, IEnumerable<Delivery> rows, CancellationToken cancel)
    {
        var stores = new Dictionary<string, Names?>();
        if (!options.Value.HoldForeignSources) return new Answer(stores);
        var sourced = rows.Where(row => !string.IsNullOrWhiteSpace(row.Source)).ToList();
        foreach (var store in sourced.Select(row => row.StoreId).Distinct())
        {
            var known = await UrlAsync(store, cancel);
            if (known.Url is { } url) stores[store] = new Names(ShopName.Of(url), [ShopName.Of(url)]);
            else if (!known.Asked) stores[store] = null;
        }

        // Nearly always every row is the shop's own, and nothing more is asked.
        var strange = sourced.Where(row => stores.GetValueOrDefault(row.StoreId) is { } names && !names.All.Contains(ShopName.Of(row.Source!))).Select(row => row.StoreId).Distinct().ToList();
        if (strange.Count == 0) return new Answer(stores);
        foreach (var accepted in await database.AcceptedSources.AsNoTracking().Where(source => strange.Contains(source.StoreId)).ToListAsync(cancel))
            if (stores[accepted.StoreId] is { } names && (accepted.LearnedFrom is null || accepted.LearnedFrom == names.Own)) names.All.Add(accepted.Source);
        foreach (var store in strange.Where(store => stores[store]!.All.Count == 1)) await LearnFirstAsync(database, store, stores[store]!, sourced, cancel);
        return new Answer(stores);
    }

    // A shop behind another address than the one that it is called at (a container, a tunnel) names its own from the first delivery on. So the first
    // address that a store ever names is the store's; a copy comes beside it, as a second one.
    private async Task LearnFirstAsync(JournalDb database, string store, Names names, IReadOnlyList<Delivery> rows, CancellationToken cancel)
    {
        if (_ownCame.GetValueOrDefault(store) == names.Own) return;
        var came = await database.Deliveries.Where(row => row.StoreId == store && row.Source != null && row.State != DeliveryState.Received && row.State != DeliveryState.Unverified
            && row.State != DeliveryState.Refused).Select(row => row.Source!).Distinct().ToListAsync(cancel);
        var first = rows.First(row => row.StoreId == store);
        if (came.Concat([first.Source!]).Any(source => ShopName.Of(source) == names.Own))
        {
            _ownCame[store] = names.Own;
            return;
        }
        if (came.Count > 0 || ShopName.Of(first.Source!) is not { Length: <= AcceptedSource.LongestName } name) return;
        names.All.Add(name);
        database.AcceptedSources.Add(new AcceptedSource { StoreId = store, Source = name, AcceptedAt = clock.GetUtcNow() });
        log.LogInformation("Store {Store} is called at {Own}; its first delivery names {Source}, which counts as its own from now on", store, names.Own, name);
    }

    // While Credentials is away its last word counts: what was verified a moment ago need not wait for it.
    private async Task<Known> UrlAsync(string store, CancellationToken cancel)
    {
        try
        {
            var url = (await credentials.FindAsync(store, cancel))?.FieldOrNull("store_url");
            if (url is not null) _last[store] = url;
            return new Known(true, url ?? _last.GetValueOrDefault(store));
        }
        catch (CredentialsUnavailableException)
        {
            return new Known(false, _last.GetValueOrDefault(store));
        }
    }

    /// <summary>Whose deliveries are.</summary>
    public sealed class Answer(IReadOnlyDictionary<string, Names?> stores)
    {
        /// <summary>Why the row must not be published; null where it may be.</summary>
        public string? Foreign(Delivery row) =>
            string.IsNullOrWhiteSpace(row.Source) || stores.GetValueOrDefault(row.StoreId) is not { } names || names.All.Contains(ShopName.Of(row.Source)) ? null
            : $"It comes from {Short(row.Source)}, which is not the address of this store ({names.Own}): a copy of the shop, made for staging? Nothing of it is published. "
              + "If it is the same shop, accept the address: POST /api/webhooks/doctor/accept-source.";

        /// <summary>The store's address is not known: Credentials is away since this process started. The row waits.</summary>
        public bool MustWait(Delivery row) => !string.IsNullOrWhiteSpace(row.Source) && stores.TryGetValue(row.StoreId, out var names) && names is null;
    }

    private static string Short(string text) => text.Length <= 300 ? text : text[..300];
}
