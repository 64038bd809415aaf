using Contracts;
using Syncing.Cancelling;
using Syncing.Ledger;
using Syncing.Telling;

namespace Syncing.TakingIn;

/// <summary>How one change meets the ledger row of its record. Versions decide, nothing else does.</summary>
public static class Merge
{
    /// <summary>The row after the change, and what is to be told right away.</summary>
    public sealed record Result(LedgerRecord Row, IReadOnlyList<RecordSettled> Told);

    /// <summary>
    /// Stands in <c>Code</c> while a record is in work and somebody has wanted something else of it since: a newer version, or the same
    /// for another run. What is wanted then has no worker yet that would tell of it.
    /// </summary>
    public const string AskedAgain = "asked_again";

    /// <summary>Puts the change into the row, or makes the row.</summary>
    /// <param name="row">The row, or null.</param>
    /// <param name="change">The change.</param>
    /// <param name="account">The target account.</param>
    /// <param name="target">The target.</param>
    /// <param name="now">Now.</param>
    /// <param name="settle">A new version waits this long.</param>
    /// <param name="cancelled">
    /// The change's run was cancelled: what it asks for is kept and rests. What waits, or is in work, for another run is owed to that one and goes on.
    /// </param>
    public static Result Into(LedgerRecord? row, RecordChanged change, string account, string target, DateTimeOffset now, TimeSpan settle, bool cancelled = false)
    {
        var version = change.Version();
        cancelled &= change.Priority != ChangePriority.Live && row is null or { IsSettled: true };
        if (row is null)
        {
            row = new LedgerRecord
            {
                TenantId = change.TenantId, StoreId = change.StoreId, Account = account, Entity = EntityOf(change), Key = change.Key, UpdatedAt = now,
            };
            Want(row, change, now);
            if (account.Length == 0) return new(row, [NotConnected(row, target, now)]);
            if (cancelled) return Rest(row, target, now);
            Queue(row, now + settle);
            return new(row, []);
        }

        if (version < row.Wanted)
            return new(row, [Outbox.Superseded(row, change, target, now)]);

        if (version == row.Wanted)
        {
            // Told again, not written again: a repeat after a lost acknowledgement, or a second run that asks for the same.
            if (!AsksForMore(row, change)) return new(row, row.IsSettled ? [Outbox.Known(row, change, target, now)] : Follow(row, change, target, now));
            if (change.SyncId == row.SyncId) return new(row, row.IsSettled ? [Outbox.Settled(row, target, now)] : []);
            if (cancelled) return new(row, [CancelledRecords.Told(Outbox.Known(row, change, target, now))]);
        }

        // A version that is being worked is told by its worker; one that never got its turn is told here.
        var told = row.IsSettled || IsTaken(row) || row.SyncId == change.SyncId
            ? Array.Empty<RecordSettled>()
            : [Outbox.Superseded(row, target, now)];
        Want(row, change, now);
        row.UpdatedAt = now;
        row.Version++;
        if (account.Length == 0) return new(row, [NotConnected(row, target, now)]);
        if (cancelled) return Rest(row, target, now);
        if (row.State == RecordState.InProgress) row.Code = AskedAgain;
        // What is in work or in doubt is finished first; the worker finds the newer version when it records the outcome.
        if (row.State is not (RecordState.InProgress or RecordState.InDoubt))
        {
            // A burst of edits keeps its first due time, else a record that is edited often would never be worked.
            Queue(row, row.State == RecordState.Pending && row.DueAt is { } due ? due : now + settle);
        }
        return new(row, told);
    }

    /// <summary>The entity of a change.</summary>
    public static string EntityOf(RecordChanged change) => change switch
    {
        OrderChanged => Entities.Orders,
        ProductChanged => Entities.Products,
        CustomerChanged => Entities.Customers,
        _ => throw new ArgumentOutOfRangeException(nameof(change), change.GetType().Name, "an unknown kind of change"),
    };

    // Worked anew though the version is known: somebody insists, imports what was left out as too old, mended what failed, or wants what another run was to bring.
    private static bool AsksForMore(LedgerRecord row, RecordChanged change) =>
        change.Force || (change.History && !row.History) || (row.State == RecordState.NeedsAttention && row.SyncId != change.SyncId) || CancelledRecords.Is(row);

    private static Result Rest(LedgerRecord row, string target, DateTimeOffset now)
    {
        CancelledRecords.Rest(row, now);
        return new(row, [Outbox.Settled(row, target, now)]);
    }

    // The wanted version has a worker, and the worker tells what became of it.
    private static bool IsTaken(LedgerRecord row) => row.State == RecordState.InProgress && row.Code != AskedAgain;

    // A second run asks for the version that waits already: from now on it is that run's, and the first one hears so.
    private static RecordSettled[] Follow(LedgerRecord row, RecordChanged change, string target, DateTimeOffset now)
    {
        if (row.SyncId == change.SyncId) return [];
        RecordSettled[] told = IsTaken(row) ? [] : [Outbox.Superseded(row, target, now)];
        if (row.State == RecordState.InProgress) row.Code = AskedAgain;
        row.SyncId = change.SyncId;
        if (change.Priority < row.Priority) row.Priority = change.Priority;
        row.Version++;
        return told;
    }

    private static RecordSettled NotConnected(LedgerRecord row, string target, DateTimeOffset now)
    {
        row.State = RecordState.Skipped;
        row.DueAt = null;
        row.Code = "not_connected";
        row.Message = $"The tenant has no active {target} credential. Connect {target}, then replay the record's delivery with force.";
        row.LastOutcome = RecordOutcome.Skipped;
        return Outbox.Settled(row, target, now);
    }

    private static void Want(LedgerRecord row, RecordChanged change, DateTimeOffset now)
    {
        row.WantedModified = change.Modified;
        row.WantedSeq = change.Seq;
        row.Deleted = change.Deleted;
        row.Body = change.Body;
        row.Refunds = (change as OrderChanged)?.Refunds;
        (row.Amount, row.Currency) = change is OrderChanged ? OrderMoney.Of(change.Body) : (null, null);
        // What was asked for an older version that is not settled yet is owed to the newer one, and its place in the queue too.
        var owed = !row.IsSettled;
        row.Force = change.Force || (owed && row.Force);
        row.History = change.History || (owed && row.History);
        row.SyncId = change.SyncId;
        row.Priority = owed && row.Priority < change.Priority ? row.Priority : change.Priority;
        row.WantedAt = now;
    }

    private static void Queue(LedgerRecord row, DateTimeOffset due)
    {
        row.State = RecordState.Pending;
        row.DueAt = due;
        row.Attempts = 0;
        row.Code = null;
        row.Message = null;
    }
}
