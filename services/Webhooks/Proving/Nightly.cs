using System.Collections.Concurrent;
using Hosting.Secrets;
using Microsoft.Extensions.Options;

namespace Webhooks.Proving;

/// <summary>Begins a proof of every store each night, at <c>Proof:NightlyAt</c> in the shop's own zone. Of several instances one does: a store has one of each night.</summary>
public sealed class Nightly(StartProof start, ProofBook book, ShopReading shops, CredentialsClient credentials, IOptions<ProofOptions> options, TimeProvider clock, ILogger<Nightly> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeepZoneFor = TimeSpan.FromHours(6);

    // A service that starts later in the day waits for the next night.
    private static readonly TimeSpan NotLaterThan = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<string, (TimeZoneInfo Zone, DateTimeOffset Until)> _zones = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Nightly is not { } at) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                foreach (var store in await credentials.ActiveAsync("woocommerce", stoppingToken)) await OneAsync(store, at, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogInformation("Nightly proofs cannot be begun now: {Message}", e.GetBaseException().Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>The night whose proof is due; null where none is.</summary>
    /// <param name="local">The shop's own time.</param>
    /// <param name="at">When it is to be made.</param>
    public static DateOnly? DueNight(DateTime local, TimeOnly at)
    {
        var night = DateOnly.FromDateTime(local);
        var since = local - night.ToDateTime(at);
        if (since < TimeSpan.Zero) (night, since) = (night.AddDays(-1), local - night.AddDays(-1).ToDateTime(at)); // 23:30 goes on past midnight
        return since < NotLaterThan ? night : null;
    }

    // A shop that cannot be read holds up its own proof alone.
    private async Task OneAsync(ActiveCredential store, TimeOnly at, CancellationToken cancel)
    {
        try
        {
            var zone = await ZoneAsync(store.Id, cancel);
            if (DueNight(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime, at) is not { } night || await book.HasNightAsync(store.Id, night, cancel)) return;
            await start.NightlyAsync(store, night, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogInformation("The nightly proof of store {Store} cannot be begun now: {Message}", store.Id, e.GetBaseException().Message);
        }
    }

    private async Task<TimeZoneInfo> ZoneAsync(string storeId, CancellationToken cancel)
    {
        if (_zones.TryGetValue(storeId, out var kept) && kept.Until > clock.GetUtcNow()) return kept.Zone;
        var zone = await ShopReading.ZoneAsync(await shops.OpenAsync(storeId, cancel), cancel);
        _zones[storeId] = (zone, clock.GetUtcNow() + KeepZoneFor);
        return zone;
    }
}
