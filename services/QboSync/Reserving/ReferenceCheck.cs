using Syncing.Working;

namespace QboSync.Reserving;

/// <summary>What became of the entries that a document refers to.</summary>
/// <param name="Fault">What to hold or repeat the record for; null where all of them are well, and the cause is another one.</param>
/// <param name="CustomerGone">The customer does not exist any more.</param>
/// <param name="ItemsGone">Items that do not exist any more.</param>
public sealed record ReferenceCheck(Fault? Fault, bool CustomerGone, IReadOnlySet<string> ItemsGone);
