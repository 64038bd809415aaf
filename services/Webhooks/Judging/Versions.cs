using Contracts;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Woo.Shapes;
using Woo.Versioning;

namespace Webhooks.Judging;

/// <summary>Gives journal rows their version, against what is known, inside one unit of work.</summary>
public sealed class Versions(JournalDb database, Addressing addressing, DateTimeOffset now)
{
    private readonly Dictionary<(string, string, string), KnownVersion?> _known = [];

    /// <summary>Loads what is known of the rows' records.</summary>
    public async Task LoadAsync(IEnumerable<(string Store, string Entity, string Key)> records, CancellationToken cancel)
    {
        var wanted = records.Where(record => !_known.ContainsKey(record)).ToHashSet();
        var stores = wanted.Select(record => record.Store).Distinct().ToList();
        var entities = wanted.Select(record => record.Entity).Distinct().ToList(); // in the key before the record's own: without it a store's whole index is read
        var keys = wanted.Select(record => record.Key).Distinct().ToList();
        var found = await database.Versions.Where(row => stores.Contains(row.StoreId) && entities.Contains(row.Entity) && keys.Contains(row.Key)).ToListAsync(cancel);
        foreach (var record in wanted) _known[record] = null;
        foreach (var row in found) _known[(row.StoreId, row.Entity, row.Key)] = row;
    }

    /// <summary>Whether the record was ever published.</summary>
    public bool Knows(string store, string entity, string key) => _known.GetValueOrDefault((store, entity, key)) is { Seq: > 0 };

    /// <summary>Judges a row by a body, delivered or read.</summary>
    /// <exception cref="WooShapeException">The body is not what WooCommerce sends.</exception>
    public void Judge(Delivery row, string body, bool deleted, bool readFromShop)
    {
        var known = Known(row);
        var incoming = new Gate.Incoming(WooContent.Version(body), WooContent.Hash(row.Entity!, body, row.Refunds), deleted, readFromShop);
        // What lies in the trash keeps the date of its trashing; the version must not go back behind what is known.
        if (deleted && known is not null && incoming.Modified < known.Modified) incoming = incoming with { Modified = known.Modified };
        var (verdict, version) = Gate.Judge(known is null ? null : new(new(known.Modified, known.Seq), known.ContentHash, known.Deleted), incoming);
        switch (verdict)
        {
            case Gate.Verdict.New:
                Publish(row, version, incoming.ContentHash, deleted, addressing.Targets(row, everyone: true));
                return;
            case Gate.Verdict.Unchanged when row.Force || row.Resend:
                Publish(row, version, incoming.ContentHash, deleted, addressing.Targets(row, everyone: false));
                return;
            case Gate.Verdict.Unchanged:
                if (readFromShop || row.Refunds is not null) known!.Refunds = RefundMark.Of(row.Refunds); // rows of before this was kept
                Settle(row, DeliveryState.Unchanged, "This version of the record was known already.");
                return;
            case Gate.Verdict.Stale:
                Settle(row, DeliveryState.Stale, $"A newer version of the record, changed {known!.Modified:u}, was known already.");
                return;
            default:
                Wait(row, ReadKind.Record, known!.Deleted
                    ? "The record was known to be deleted: the shop is asked whether it is back."
                    : "Two different contents with the same date of change: the shop is asked which one holds.");
                return;
        }
    }

    /// <summary>Judges a row whose record the shop has no more.</summary>
    public void JudgeGone(Delivery row)
    {
        var known = Known(row);
        if (known is null or { Seq: 0 })
        {
            // Remembered, so that a body that was under way meanwhile does not bring the record to life.
            if (known is null) Remember(row, new RecordVersion(null, 0), "", deleted: true);
            Settle(row, DeliveryState.Kept, "The shop has no such record and none was ever synced; WooCommerce announces the end of other things under this topic too.");
        }
        else if (known.Deleted && !row.Force && !row.Resend) Settle(row, DeliveryState.Unchanged, "The record was known to be deleted.");
        else Publish(row, new RecordVersion(known.Modified, known.Seq + 1), known.ContentHash, deleted: true, addressing.Targets(row, everyone: !known.Deleted));
    }

    /// <summary>Nothing more is to be done with the row.</summary>
    public static void Settle(Delivery row, DeliveryState state, string reason)
    {
        row.State = state;
        row.Reason = reason;
        row.DueAt = null;
    }

    /// <summary>The shop must be read before the row can be judged.</summary>
    public void Wait(Delivery row, ReadKind read, string reason)
    {
        row.State = DeliveryState.Waiting;
        row.Read = read;
        row.Reason = reason;
        row.DueAt = now;
    }

    private void Publish(Delivery row, RecordVersion version, string hash, bool deleted, IReadOnlyList<string> targets)
    {
        if (targets.Count == 0)
        {
            // Nobody heard of the version, so it is not known: it counts as new once somebody is there to hear of it.
            Settle(row, DeliveryState.Kept, "The tenant has no active target. Connect QuickBooks or Supabase, then replay the delivery.");
            return;
        }
        Remember(row, version, hash, deleted);
        (row.Modified, row.Seq, row.Deleted) = (version.Modified, version.Seq, deleted);
        row.State = DeliveryState.Ready;
        row.Reason = null;
        row.DueAt = now;
        row.Attempts = 0;
        row.Addressed.AddRange(targets.Append(BusNames.SyncRuns).Select(target => new Addressed { Target = target }));
    }

    private void Remember(Delivery row, RecordVersion version, string hash, bool deleted)
    {
        var known = Known(row);
        if (known is null)
        {
            known = new KnownVersion { StoreId = row.StoreId, Entity = row.Entity!, Key = row.Key! };
            _known[(row.StoreId, row.Entity!, row.Key!)] = known;
            database.Add(known);
        }
        (known.Modified, known.Seq, known.ContentHash, known.Deleted, known.Refunds) = (version.Modified, version.Seq, hash, deleted, RefundMark.Of(row.Refunds));
        known.Version++;
    }

    private KnownVersion? Known(Delivery row) => _known.GetValueOrDefault((row.StoreId, row.Entity!, row.Key!));
}
