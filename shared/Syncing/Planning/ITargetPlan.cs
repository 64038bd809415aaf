using Syncing.Working;

namespace Syncing.Planning;

/// <summary>What a target service adds to a dry run: what its flow would answer for some records, found out without writing anything.</summary>
public interface ITargetPlan
{
    /// <summary>Name of the target, as in <c>Sync:Targets</c>.</summary>
    string Target { get; }

    /// <summary>Plans records of one entity and one account. Answers one plan per item, in any order; nothing is written, here or outside.</summary>
    Task<IReadOnlyList<Foreseen>> ForeseeAsync(TargetAccount account, string entity, IReadOnlyList<WorkItem> items, CancellationToken cancel);
}

/// <summary>What working an item would answer.</summary>
/// <param name="Result">The answer.</param>
/// <param name="Amount">Of an order that would be written: what it would come to in the target. Null where the shop's own sum is meant.</param>
public sealed record Foreseen(WorkResult Result, decimal? Amount = null);
