using Syncing.Ledger;

namespace Syncing.Conflicts;

/// <summary>
/// What a target adds to the list of conflicts: what a held record is about, what can be chosen, and what a choice does. The type parameter
/// keeps the targets apart where they share a process.
/// </summary>
public interface ITargetConflicts<TDb> where TDb : LedgerDb
{
    /// <summary>The kind of conflict that a record is in which is held with this code.</summary>
    string KindOf(string code);

    /// <summary>A record that the ledger holds, as a conflict, with the sides where they are known.</summary>
    Task<ConflictFinding> DescribeAsync(LedgerRecord record, CancellationToken cancel);

    /// <summary>What can be chosen; all of it can be done.</summary>
    IReadOnlyList<string> Choices(Conflict conflict);

    /// <summary>
    /// Does what a choice asks for in the target's own tables, so that the record's next turn ends accordingly. Doing it twice is doing it once.
    /// </summary>
    Task<ResolveEffect> ApplyAsync(Conflict conflict, ResolveRequest request, CancellationToken cancel);
}
