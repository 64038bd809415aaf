using Syncing.Conflicts;
using Syncing.Working;

namespace SupabaseSync.Conflicts;

/// <summary>What was found about a row, as an entry of the list, and as the ledger says why it holds the record.</summary>
public static class RowFindings
{
    private const int NamedColumns = 8;
    private const string Held = "Nothing was written. Choose in the list of conflicts: woocommerce writes the shop's version, supabase keeps what stands.";

    /// <summary>The entry.</summary>
    public static ConflictFinding Of(WorkItem item, string account, Edit edit, ConflictPolicy policy) => new()
    {
        TenantId = item.TenantId, StoreId = item.StoreId, Account = account, Entity = item.Entity, Key = item.Key,
        Kind = edit.IsGone ? ConflictKinds.Deleted : ConflictKinds.Edited, ExternalId = item.ExternalId ?? $"{item.StoreId}/{item.Key}",
        Message = Message(item, edit), Sides = edit.IsGone ? [new("row", "there", null)] : Sides.Of(edit.Differences),
        Standing = edit.Standing(), Policy = ConflictOptions.Name(policy),
    };

    /// <summary>A person must choose.</summary>
    public static Fault Hold(WorkItem item, Edit edit) =>
        new(FaultKind.Conflict, edit.IsGone ? ConflictKinds.DeletedCode : ConflictKinds.ChangedCode, $"{Message(item, edit)} {Held}");

    /// <summary>Somebody gave the row a later version by hand, and the project lacks what could take it back.</summary>
    public static Fault CannotTakeBack(WorkItem item, Edit edit) => new(FaultKind.Conflict, ConflictKinds.ChangedCode,
        $"{Message(item, edit)} Its version is later than the shop's, so the project refuses every write. Nothing was written. "
        + "Apply services/SupabaseSync/Schema/0006_versions.sql to the project (SQL editor or supabase db push), then choose woocommerce in the list of conflicts.");

    /// <summary>The outcome of a record whose row is left as somebody made it.</summary>
    public static WorkResult Left(WorkItem item, string externalId) => WorkResult.Skipped(item, "supabase_wins",
        "Somebody deleted the row in Supabase, or marked it, and by Supabase:Conflicts, or by somebody's choice, that stays until the shop changes the record again. The list of conflicts shows both sides.", externalId);

    private static string Message(WorkItem item, Edit edit) => edit.IsGone
        ? $"Row {item.Key} of {item.Entity} was deleted in Supabase by somebody, and the shop's record stands."
        : $"Row {item.Key} of {item.Entity} was edited in Supabase by somebody ({Named(edit.Differences)}).";

    private static string Named(IReadOnlyList<RowDifference> differences) =>
        string.Join(", ", differences.Take(NamedColumns).Select(difference => difference.Path)) + (differences.Count > NamedColumns ? ", ..." : "");
}
