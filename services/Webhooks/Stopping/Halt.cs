using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Webhooks.Judging;
using Webhooks.Pulling;

namespace Webhooks.Stopping;

/// <summary>
/// Stops a reading of the shop and lets it go on. What was read and not judged rests in the journal; what was published goes on, and the targets
/// decide. Nothing is lost by it: the watermark goes back to where the reading began, and what may not have been handed over counts as new when
/// it is next seen.
/// </summary>
public sealed class Halt(IDbContextFactory<JournalDb> databases, PullBook book, JudgingTurn judging, JournalTurn turn, JournalSignal signal, TimeProvider clock)
{
    private const string Reason = "The run was cancelled before this was judged. It is read again when the run is resumed, or by the next sync.";
    private const int Tries = 50; // a reader that is in the middle of a page writes down how far it got

    /// <summary>The reading stops.</summary>
    public async Task StopAsync(Pull pull, string by, CancellationToken cancel)
    {
        await ChangeAsync(pull.SyncId, one => (one.State, one.DueAt, one.Problem, one.LeaseUntil, one.ChangedBy) = (PullState.Cancelled, clock.GetUtcNow(), null, null, by), cancel);
        using var judged = await judging.TakeAsync(cancel); // whoever judges holds rows of it in memory
        using var ours = await turn.TakeAsync(cancel);
        await using var database = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.Deliveries.Where(row => row.SyncId == pull.SyncId && (row.State == DeliveryState.Received || row.State == DeliveryState.Waiting)).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, DeliveryState.Kept).SetProperty(row => row.Reason, Reason).SetProperty(row => row.DueAt, (DateTimeOffset?)null), cancel);
        var published = database.Versions.Where(known => known.StoreId == pull.StoreId && database.Deliveries.Any(row => row.SyncId == pull.SyncId
            && row.StoreId == known.StoreId && row.Entity == known.Entity && row.Key == known.Key && row.Seq == known.Seq));
        await published.ExecuteUpdateAsync(set => set
            .SetProperty(known => known.ContentHash, Gate.NotHandedOver).SetProperty(known => known.Deleted, false).SetProperty(known => known.Version, known => known.Version + 1), cancel);
        await GiveBackAsync(database, pull, cancel);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The reading goes on at the page it was at.</summary>
    public async Task GoOnAsync(Pull pull, string by, CancellationToken cancel)
    {
        using (await turn.TakeAsync(cancel))
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            DateTimeOffset? now = clock.GetUtcNow();
            await database.Deliveries.Where(row => row.SyncId == pull.SyncId && row.State == DeliveryState.Kept && row.Reason == Reason).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.State, DeliveryState.Received).SetProperty(row => row.Reason, (string?)null).SetProperty(row => row.DueAt, now).SetProperty(row => row.Attempts, 0), cancel);
        }
        await ChangeAsync(pull.SyncId, one => (one.State, one.DueAt, one.Problem, one.Attempts, one.ChangedBy) = (PullState.Reading, clock.GetUtcNow(), null, 0, by), cancel);
        signal.Set();
    }

    /// <summary>A reading that waits after a problem is tried at once.</summary>
    public async Task TryNowAsync(Pull pull, string by, CancellationToken cancel)
    {
        await ChangeAsync(pull.SyncId, one => (one.DueAt, one.Attempts, one.ChangedBy) = (clock.GetUtcNow(), 0, by), cancel);
        signal.Set();
    }

    /// <summary>The run has heard that it is cancelled.</summary>
    public Task HeardAsync(Guid syncId, CancellationToken cancel) =>
        ChangeAsync(syncId, one => { if (one.State == PullState.Cancelled) one.DueAt = null; }, cancel);

    private async Task ChangeAsync(Guid syncId, Action<Pull> change, CancellationToken cancel)
    {
        for (var tries = 1; tries <= Tries; tries++)
        {
            if (await book.FindAsync(syncId, cancel) is not { } pull) return;
            change(pull);
            if (await book.SaveAsync(pull, null, cancel)) return;
        }
        throw new DbUpdateConcurrencyException($"Run {syncId} is being changed by others all the time.");
    }

    private static async Task GiveBackAsync(JournalDb database, Pull pull, CancellationToken cancel)
    {
        if (pull.Mode is not (PullMode.Incremental or PullMode.Full)) return;
        var marks = await database.Watermarks.Where(mark => mark.StoreId == pull.StoreId && mark.Entity == pull.Entity && (pull.Target == null || mark.Target == pull.Target)).ToListAsync(cancel);
        foreach (var mark in marks)
        {
            if (pull.From is not { } from) database.Remove(mark); // it read all there is; so does the next one
            else if (mark.Until > from) mark.Until = from;
        }
    }
}
