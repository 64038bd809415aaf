using Contracts;
using Syncing.Ledger;
using Syncing.Telling;

namespace Syncing.TakingIn;

/// <summary>How one change meets the ledger row of its record. Versions decide, nothing else does.</summary>
public static class Merge
{
    /// <summary>The row after the change, and what is to be told right away.</summary>
    public sealed record Result(LedgerRecord Row, IReadOnlyList<RecordSettled> Told);

    /// <summary>Puts the change into the row, or makes the row.</summary>
    public static Result Into(LedgerRecord? row, RecordChanged change, string account, string target, DateTimeOffset now, TimeSpan settle)
    {
        var version = change.Version();
        if (row is null)
        {
            row = new LedgerRecord
            {
                TenantId = change.TenantId, StoreId = change.StoreId, Account = account, Entity = EntityOf(change), Key = change.Key, UpdatedAt = now,
            };
            Want(row, change, now);
            if (account.Length > 0)
            {
                Queue(row, now + settle);
                return new(row, []);
            }
            row.State = RecordState.Skipped;
            row.Code = "not_connected";
            row.Message = $"The tenant has no active {target} credential. Connect {target}, then resync the record.";
            row.LastOutcome = RecordOutcome.Skipped;
            return new(row, [Outbox.Settled(row, target, now)]);
        }

        if (version < row.Wanted)
            return new(row, [Outbox.Superseded(row, change, target, now)]);

        if (version == row.Wanted)
        {
            // Told again, not written again: a repeat after a lost acknowledgement, or a second run that asks for the same.
            if (!change.Force) return new(row, row.IsSettled ? [Outbox.Settled(row, target, now) with { SyncId = change.SyncId }] : Follow(row, change, target, now));
            if (change.SyncId == row.SyncId) return new(row, row.IsSettled ? [Outbox.Settled(row, target, now)] : []);
        }

        // A version that is being worked is told by its worker; one that never got its turn is told here.
        var told = row.IsSettled || row.State == RecordState.InProgress || row.SyncId == change.SyncId
            ? Array.Empty<RecordSettled>()
            : [Outbox.Superseded(row, target, now)];
        Want(row, change, now);
        row.UpdatedAt = now;
        row.Version++;
        // What is in work or in doubt is finished first; the worker finds the newer version when it records the outcome.
        if (row.State is not (RecordState.InProgress or RecordState.InDoubt))
        {
            var waiting = row.State == RecordState.Pending && row.DueAt > now ? row.DueAt.Value : now + settle;
            Queue(row, waiting);
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

    // A second run asks for the version that waits already: from now on it is that run's, and the first one hears so.
    private static RecordSettled[] Follow(LedgerRecord row, RecordChanged change, string target, DateTimeOffset now)
    {
        if (row.SyncId == change.SyncId) return [];
        RecordSettled[] told = row.State == RecordState.InProgress ? [] : [Outbox.Superseded(row, target, now)];
        row.SyncId = change.SyncId;
        row.Version++;
        return told;
    }

    private static void Want(LedgerRecord row, RecordChanged change, DateTimeOffset now)
    {
        row.WantedModified = change.Modified;
        row.WantedSeq = change.Seq;
        row.Deleted = change.Deleted;
        row.Body = change.Body;
        row.Refunds = (change as OrderChanged)?.Refunds;
        row.Force = change.Force;
        row.History = change.History;
        row.SyncId = change.SyncId;
        row.Priority = change.Priority;
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
