using SupabaseSync.Mirroring.Calling;
using SupabaseSync.Mirroring.Mapping;
using Syncing.Working;

namespace SupabaseSync.Mirroring;

/// <summary>From a batch function's word on a record to the ledger's. Pure.</summary>
public static class Results
{
    /// <summary>The result of a record, or a fault where the answer does not mention it.</summary>
    public static WorkResult Of(MirrorRow row, RecordAnswer? answer) => answer?.Result switch
    {
        "created" => WorkResult.Created(row.Item, row.ExternalId),
        "updated" => WorkResult.Updated(row.Item, row.ExternalId),
        "unchanged" => WorkResult.Skipped(row.Item, "unchanged", "The row already stands in Supabase as it should.", row.ExternalId),
        "stale" => Stale(row),
        "error" => WorkResult.Faulted(row.Item, SupabaseFaults.Of(0, answer.Code, answer.Message)),
        _ => WorkResult.Faulted(row.Item, SupabaseFaults.NoAnswer("no_result", "The project's function answered without a word on this record.")),
    };

    /// <summary>A newer version stands in the target.</summary>
    public static WorkResult Stale(MirrorRow row) =>
        WorkResult.Skipped(row.Item, "stale", "Supabase already holds a newer version of this record.", row.ExternalId);
}
