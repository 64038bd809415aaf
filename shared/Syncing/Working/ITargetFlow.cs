namespace Syncing.Working;

/// <summary>
/// What a target service adds to the ledger: it writes records to its outside system. The dispatcher claims and groups the records, and
/// records what became of them; first tries, retries, replays and resumes all come through here, so a flow bears a repeat.
/// </summary>
public interface ITargetFlow
{
    /// <summary>Name of the target, as in <c>Sync:Targets</c>.</summary>
    string Target { get; }

    /// <summary>
    /// Works records of one entity and one account. Answers one result per item, in any order. What it throws counts as transient for
    /// every item without a result, so a write whose outcome is not known must be answered as <see cref="FaultKind.UnknownOutcome"/>.
    /// </summary>
    Task<IReadOnlyList<WorkResult>> WorkAsync(TargetAccount account, string entity, IReadOnlyList<WorkItem> items, CancellationToken cancel);
}
