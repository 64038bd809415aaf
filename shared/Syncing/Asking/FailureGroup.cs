using Syncing.Ledger;
using Syncing.Working;

namespace Syncing.Asking;

/// <summary>Records that fail for one cause.</summary>
/// <param name="Target">The target.</param>
/// <param name="Entity">orders, products or customers.</param>
/// <param name="State">Where they stand.</param>
/// <param name="Code">Short name of the cause.</param>
/// <param name="Kind">What kind of cause it is; null where no try is known.</param>
/// <param name="Explained">What the kind means and what follows from it.</param>
/// <param name="Retryable">A retry does something; with false it goes on by itself, and a retry leaves it alone.</param>
/// <param name="Message">What was said of the newest of them.</param>
/// <param name="Count">How many, all of them.</param>
/// <param name="Money">What the orders among them are worth, by currency; empty for products and customers.</param>
/// <param name="UnknownAmounts">Orders whose worth is not known; they are in no sum.</param>
/// <param name="OldestAt">When the one that has stood longest last changed.</param>
/// <param name="NewestAt">When one of them last changed.</param>
/// <param name="Ids">The newest of them.</param>
public sealed record FailureGroup(
    string Target, string Entity, RecordState State, string Code, FaultKind? Kind, string Explained, bool Retryable, string? Message, int Count,
    IReadOnlyList<MoneySum> Money, int UnknownAmounts, DateTimeOffset OldestAt, DateTimeOffset NewestAt, IReadOnlyList<string> Ids);

/// <summary>A sum in one currency.</summary>
public sealed record MoneySum(string Currency, decimal Amount, int Count);

/// <summary>One failing record in a list.</summary>
public sealed record FailureLine(
    string Target, string StoreId, string Account, string Entity, string Key, RecordState State, string Code, string? Message, decimal? Amount, string? Currency,
    int Attempts, DateTimeOffset? DueAt, DateTimeOffset UpdatedAt, Guid SyncId);

/// <summary>Some failing records, newest first, and how many there are in all.</summary>
public sealed record FailurePage(int Total, IReadOnlyList<FailureLine> Records);
