namespace Contracts.Proving;

/// <summary>Asks a target service to do what a run cannot: prepare what was changed or voided there for being written again, or take out what is doubled.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="StoreId">Id of the WooCommerce credential.</param>
/// <param name="Changed">What stands otherwise than it was written.</param>
/// <param name="Doubled">What is ours, is there a second time, and is to be taken out: a person asked for that by name.</param>
public sealed record ProofRepair(string TenantId, string StoreId, IReadOnlyList<LedgerPart> Changed, IReadOnlyList<LedgerPart> Doubled);

/// <summary>What became of it.</summary>
/// <param name="Prepared">External ids that the run which follows writes again.</param>
/// <param name="Removed">What was taken out, each with how.</param>
/// <param name="Refused">What was not done, each with why.</param>
public sealed record ProofRepaired(IReadOnlyList<string> Prepared, IReadOnlyList<RepairedPart> Removed, IReadOnlyList<RepairedPart> Refused);

/// <summary>One part of a <see cref="ProofRepaired"/>.</summary>
/// <param name="Kind">Such as SalesReceipt.</param>
/// <param name="ExternalId">Its id in the target.</param>
/// <param name="Message">How it was taken out, or why it was not.</param>
public sealed record RepairedPart(string Kind, string ExternalId, string Message);
