using Syncing.Ledger;

namespace Syncing.Asking;

/// <summary>One ledger row as it is shown. Its body is not part of it: it may hold a customer's whole address.</summary>
public sealed record RecordPage(
    string Target, string TenantId, string StoreId, string Account, string Entity, string Key, RecordState State,
    DateTimeOffset? WantedModified, long WantedSeq, DateTimeOffset? AppliedModified, long? AppliedSeq, string? ExternalId,
    bool Deleted, string? Code, string? Message, int Attempts, DateTimeOffset? DueAt, DateTimeOffset UpdatedAt, Guid SyncId,
    IReadOnlyList<AttemptLine> Tries)
{
    internal static RecordPage Of(LedgerRecord row, string target, IEnumerable<Attempt> tries) => new(
        target, row.TenantId, row.StoreId, row.Account, row.Entity, row.Key, row.State, row.WantedModified, row.WantedSeq,
        row.AppliedModified, row.AppliedSeq, row.ExternalId, row.Deleted, row.Code, row.Message, row.Attempts, row.DueAt, row.UpdatedAt, row.SyncId,
        [.. tries.OrderBy(attempt => attempt.Id).Select(attempt => new AttemptLine(attempt.At, attempt.Seq, attempt.Result, attempt.Code, attempt.Message, attempt.DurationMs))]);
}

/// <summary>One try.</summary>
public sealed record AttemptLine(DateTimeOffset At, long Seq, string Result, string? Code, string? Message, long DurationMs);
