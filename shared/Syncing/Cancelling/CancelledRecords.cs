using Contracts;
using Syncing.Ledger;

namespace Syncing.Cancelling;

/// <summary>A record whose wanted version had no turn because its run was cancelled.</summary>
internal static class CancelledRecords
{
    private const string Message = "The run was cancelled before this record had its turn. Sync the record again, or resume the run, to have it written.";

    /// <summary>Whether it stands still for no other reason; then whoever asks for it has it worked.</summary>
    public static bool Is(LedgerRecord row) => row is { State: RecordState.Skipped, Code: SkipCodes.Cancelled };

    /// <summary>It stands still from now on. The version stays wanted: the ledger does not forget what it was asked for.</summary>
    public static void Rest(LedgerRecord row, DateTimeOffset now)
    {
        (row.State, row.DueAt, row.LastOutcome) = (RecordState.Skipped, null, RecordOutcome.Skipped);
        (row.Code, row.Message, row.UpdatedAt) = (SkipCodes.Cancelled, Message, now);
    }

    /// <summary>What a cancelled run hears about a version that is left as it is.</summary>
    public static RecordSettled Told(RecordSettled about) => about with { Outcome = RecordOutcome.Skipped, Code = SkipCodes.Cancelled, Message = Message };
}
