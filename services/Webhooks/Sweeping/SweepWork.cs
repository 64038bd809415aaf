using Hosting.Secrets;
using Microsoft.Extensions.Options;
using Webhooks.Alerting;
using Webhooks.Pulling;
using Woo.Reading;

namespace Webhooks.Sweeping;

/// <summary>Makes one sweep that is due, and writes down how it ended and when the next one is due.</summary>
public sealed class SweepWork(
    SweepBook book, ModifiedSweep modified, TrashSweep trash, RefundSweep refunds, IdSweep ids, ShopLists lists, AlertBook alerts,
    IOptions<SweepOptions> options, TimeProvider clock, ILogger<SweepWork> log)
{
    /// <summary>Failed tries after which a person is told.</summary>
    public const int TellAfter = 3;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestJudging = TimeSpan.FromMinutes(30);

    /// <summary>Makes it, unless somebody else does.</summary>
    public async Task RunAsync(Sweep row, string tenant, CancellationToken cancel)
    {
        if (!await book.TakeAsync(row, cancel)) return;
        try
        {
            if (row is { Kind: SweepKinds.Ids, Planned: false }) await ScheduleAsync(row, cancel);
            else if (await book.PullAsync(row, cancel) is { } open && HoldsUp(open)) await StillOpenAsync(row, open, cancel);
            else await SweepAsync(row, tenant, cancel);
        }
        catch (NothingToSweepException e)
        {
            await EndAsync(row, new SweepOutcome(e.Message), cancel);
        }
        catch (Exception e) when (e is WooUnavailableException or ArgumentException or KeyNotFoundException)
        {
            await PutOffAsync(row, e.Message, (e as WooUnavailableException)?.Fault.RetryAfter, shop: true, cancel);
        }
        catch (CredentialsUnavailableException e)
        {
            await PutOffAsync(row, e.Message, null, shop: false, cancel);
        }
        catch (LeaseLostException e)
        {
            log.LogWarning("Store {Store}, sweep {Kind} of {Entity}: {Message}", row.StoreId, row.Kind, row.Entity, e.Message);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogError(e, "Store {Store}: the sweep {Kind} of {Entity} failed inside", row.StoreId, row.Kind, row.Entity);
            await PutOffAsync(row, $"It failed inside ({e.GetBaseException().GetType().Name}) and is tried again by itself. The log says more.", null, shop: false, cancel);
        }
    }

    private async Task SweepAsync(Sweep row, string tenant, CancellationToken cancel)
    {
        // Written down before anything is begun: whoever goes on after a crash sees whether that run is open.
        row.SyncId = Guid.CreateVersion7(clock.GetUtcNow());
        if (!await book.ChangeAsync(row, known => known.SyncId = row.SyncId, cancel)) throw new LeaseLostException();
        var outcome = await (row.Kind switch
        {
            SweepKinds.Modified => modified.RunAsync(row, tenant, cancel),
            SweepKinds.Trash => trash.RunAsync(row, tenant, cancel),
            SweepKinds.Refunds => refunds.RunAsync(row, tenant, cancel),
            _ => ids.RunAsync(row, tenant, cancel),
        });
        await EndAsync(row, outcome, cancel);
        log.LogInformation("Store {Store}, sweep {Kind} of {Entity}: {Result}", row.StoreId, row.Kind, row.Entity, outcome.Result);
        if (row.Attempts >= TellAfter) await alerts.ResolveAsync(AlertKinds.ShopUnreadable, row.StoreId, cancel);
    }

    // One record that the shop cannot show keeps a run open for as long as that lasts; the others must not wait for it.
    private bool HoldsUp(Pull last) => last.DueAt is not null && (last.State == PullState.Reading || last.StartedAt > clock.GetUtcNow() - LongestJudging);

    // What the last one set off is still being read: a second reading would only stand behind it.
    private async Task StillOpenAsync(Sweep row, Pull open, CancellationToken cancel)
    {
        var unreadable = open is { Problem: not null, Attempts: >= TellAfter };
        if (unreadable) await TellAsync(row, open.Problem!, cancel);
        await book.ChangeAsync(row, known =>
        {
            (known.LeaseUntil, known.DueAt, known.Problem) = (null, clock.GetUtcNow() + LookAgain, open.Problem);
            if (unreadable) known.Attempts = open.Attempts;
        }, cancel);
    }

    private async Task EndAsync(Sweep row, SweepOutcome outcome, CancellationToken cancel)
    {
        var next = await NextAsync(row, cancel);
        await book.ChangeAsync(row, known =>
        {
            (known.LeaseUntil, known.EndedAt, known.Result, known.Problem, known.Attempts) = (null, clock.GetUtcNow(), outcome.Result, null, 0);
            known.Gone = outcome.Gone;
            if (known.AskedAt > row.BegunAt) known.DueAt = known.AskedAt; // asked for meanwhile, or accepted
            else (known.DueAt, known.Planned, known.AskedAt, known.Accepted, known.AcceptedBy) = (next, next is not null, null, null, null);
        }, cancel);
    }

    private async Task ScheduleAsync(Sweep row, CancellationToken cancel)
    {
        var next = await NextAsync(row, cancel);
        await book.ChangeAsync(row, known =>
        {
            known.LeaseUntil = null;
            if (known.AskedAt is null) (known.DueAt, known.Planned) = (next, true);
        }, cancel);
    }

    private async Task<DateTimeOffset?> NextAsync(Sweep row, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (row.Kind != SweepKinds.Ids) return now + SweepTimes.Every(options.Value, row.Kind, row.Entity);
        if (!options.Value.Enabled || options.Value.Night is not { } night) return null;
        // A shop that does not say its zone is taken for one in UTC; it is asked anew each night.
        var index = await (await lists.ShopAsync(row.StoreId, cancel)).IndexAsync(cancel);
        return SweepTimes.NextNight(night, now, index is WooAnswer<WooIndex>.Found(var site, _) ? ShopZone.Of(site) : TimeZoneInfo.Utc);
    }

    private async Task PutOffAsync(Sweep row, string problem, TimeSpan? wait, bool shop, CancellationToken cancel)
    {
        var attempts = row.Attempts + 1;
        log.LogWarning("Store {Store}, sweep {Kind} of {Entity} is put off: {Message}", row.StoreId, row.Kind, row.Entity, problem);
        if (shop && attempts >= TellAfter) await TellAsync(row, problem, cancel);
        var off = SweepTimes.PutOff(attempts, SweepTimes.Every(options.Value, row.Kind, row.Entity));
        await book.ChangeAsync(row, known =>
        {
            (known.LeaseUntil, known.Attempts, known.Problem) = (null, attempts, problem.Length > 2000 ? problem[..2000] : problem);
            known.DueAt = clock.GetUtcNow() + (wait > off ? wait.Value : off);
        }, cancel);
    }

    private Task TellAsync(Sweep row, string problem, CancellationToken cancel) => alerts.RaiseAsync(AlertKinds.ShopUnreadable, row.StoreId,
        $"The shop of store {row.StoreId} cannot be read, so what it does not announce is not found: {problem} It is tried again by itself.", cancel);
}
