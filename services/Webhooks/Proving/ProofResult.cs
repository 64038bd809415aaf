namespace Webhooks.Proving;

/// <summary>A proof without its days and differences. <c>Complete</c> is null while there is no result.</summary>
public sealed record ProofSummary(
    Guid ProofId, string Status, string TenantId, string StoreId, string? Target, DateOnly Start, DateOnly End, string? Zone, IReadOnlyList<string> Entities, string Trigger,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, bool? Complete, int DifferencesTotal, int UnderWay, string? Problem, ProofProgress Progress);

/// <summary>How far a proof is.</summary>
/// <param name="Step">Steps that are behind.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Doing">What is being done; null where nothing is.</param>
/// <param name="ShopRecords">Records of the shop that were read.</param>
public sealed record ProofProgress(int Step, int Steps, string? Doing, long ShopRecords);

/// <summary>A proof in full; <c>Differences</c> are those of the page that was asked for.</summary>
public sealed record ProofResult(ProofSummary Proof, IReadOnlyList<TargetResult> Targets, IReadOnlyList<Difference> Differences);

/// <summary>What a proof found of one target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Complete">Nothing differs.</param>
/// <param name="Differences">How many differ, by cause.</param>
/// <param name="Orders">Totals of all days, by currency.</param>
/// <param name="Days">Totals by day and currency.</param>
/// <param name="Products">Products and variations; null where they were not compared.</param>
/// <param name="Customers">Registered customers; null where they were not compared.</param>
public sealed record TargetResult(
    string Target, bool Complete, IReadOnlyDictionary<string, int> Differences, IReadOnlyList<DayTotals> Orders, IReadOnlyList<DayTotals> Days, CountTotals? Products, CountTotals? Customers);

/// <summary>Orders of one day and currency, or of all days. Money is exact and in that currency.</summary>
public sealed record DayTotals(string? Day, string Currency, Sums Shop, Sums Ledger, Sums Target, IReadOnlyList<LeftOutLine> LeftOut, Sums UnderWay, int Differences, bool Complete)
{
    internal static DayTotals Of(string? day, string currency, Totals totals) => new(
        day, currency, totals.Shop, totals.Ledger, totals.Target, [.. totals.LeftOut.OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => new LeftOutLine(reason.Key, reason.Value.Count, reason.Value.Gross))],
        totals.UnderWay, totals.Differences, totals.Differences == 0);
}

/// <summary>What a target does not have by its own decision.</summary>
/// <param name="Reason">The ledger's reason.</param>
/// <param name="Count">How many.</param>
/// <param name="Gross">Of orders their sum.</param>
public sealed record LeftOutLine(string Reason, int Count, decimal Gross);

/// <summary>Products or customers by count.</summary>
public sealed record CountTotals(int Shop, int Ledger, int Target, IReadOnlyList<LeftOutLine> LeftOut, int UnderWay, int Differences)
{
    internal static CountTotals Of(Totals totals) => new(
        totals.Shop.Count, totals.Ledger.Count, totals.Target.Count, [.. totals.LeftOut.OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => new LeftOutLine(reason.Key, reason.Value.Count, 0))],
        totals.UnderWay.Count, totals.Differences);
}
