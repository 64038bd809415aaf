using System.Text.Json;
using Contracts;
using Syncing.Ledger;

namespace Syncing.Telling;

/// <summary>What is told about records, made from their ledger rows.</summary>
internal static class Outbox
{
    public static UntoldOutcome Row(RecordSettled settled) => new() { Message = JsonSerializer.Serialize(settled) };

    /// <summary>How the row's wanted version ended.</summary>
    public static RecordSettled Settled(LedgerRecord row, string target, DateTimeOffset now) => new()
    {
        SyncId = row.SyncId, Target = target, TenantId = row.TenantId, StoreId = row.StoreId, Entity = row.Entity, Key = row.Key,
        Modified = row.WantedModified, Seq = row.WantedSeq, Outcome = row.LastOutcome ?? RecordOutcome.Failed,
        ExternalId = row.ExternalId, Code = row.Code, Message = row.Message, At = now,
    };

    /// <summary>
    /// The version that a change asks for is settled. The run that had it written hears again how; another run hears that there was nothing to write.
    /// </summary>
    public static RecordSettled Known(LedgerRecord row, RecordChanged change, string target, DateTimeOffset now)
    {
        var settled = Settled(row, target, now) with { SyncId = change.SyncId };
        return change.SyncId == row.SyncId || settled.Outcome is not (RecordOutcome.Created or RecordOutcome.Updated)
            ? settled
            : settled with { Outcome = RecordOutcome.Skipped, Code = "unchanged", Message = "The target holds this version already." };
    }

    /// <summary>The row's wanted version gives way to a newer one before it had its turn.</summary>
    public static RecordSettled Superseded(LedgerRecord row, string target, DateTimeOffset now) => Settled(row, target, now) with
    {
        Outcome = RecordOutcome.Skipped, Code = "superseded", Message = "A newer version of the record came before this one was written.",
    };

    /// <summary>The change is older than what the ledger already wants.</summary>
    public static RecordSettled Superseded(LedgerRecord row, RecordChanged change, string target, DateTimeOffset now) => Superseded(row, target, now) with
    {
        SyncId = change.SyncId, Modified = change.Modified, Seq = change.Seq,
    };
}
