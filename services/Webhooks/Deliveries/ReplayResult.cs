using Woo.Versioning;

namespace Webhooks.Deliveries;

/// <summary>What a replay does, or would do, with each delivery of this page, and what is left.</summary>
/// <param name="DryRun">Nothing was done.</param>
/// <param name="Matched">Deliveries that belong to the replay, those of earlier pages too.</param>
/// <param name="NotReplayable">Deliveries that match and cannot be replayed: refused, or not verified yet.</param>
/// <param name="Replayed">Of this page; in a dry run those that would be.</param>
/// <param name="Remaining">Not reached yet.</param>
/// <param name="Cursor">To go on with; null at the end.</param>
/// <param name="Verdicts">How many of this page by what the gate says of them.</param>
/// <param name="Money">How the orders of this page that would be published change the sum of totals, by currency.</param>
/// <param name="Deliveries">One by one.</param>
public sealed record ReplayResult(
    bool DryRun, int Matched, int NotReplayable, int Replayed, int Remaining, string? Cursor, IReadOnlyDictionary<string, int> Verdicts,
    IReadOnlyList<MoneyChange> Money, IReadOnlyList<ReplayLine> Deliveries);

/// <summary>A change of totals in one currency.</summary>
public sealed record MoneyChange(string Currency, decimal Difference, int Orders);

/// <summary>One delivery of a replay.</summary>
/// <param name="Id">The delivery that is replayed.</param>
/// <param name="ReplayId">The new journal row; null in a dry run.</param>
/// <param name="Expected">What the gate says of it now: New, Stale, Unchanged, Tie, Asks (the shop is asked) or Kept.</param>
/// <param name="WooId">The record.</param>
/// <param name="Entity">Of which kind.</param>
/// <param name="Changes">Where it would be published: the fields in which it differs from the version known now; null where none is known.</param>
public sealed record ReplayLine(long Id, long? ReplayId, string Expected, string? Entity, string? WooId, IReadOnlyList<ContentDifference>? Changes);
