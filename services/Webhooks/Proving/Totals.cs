using Contracts.Proving;

namespace Webhooks.Proving;

/// <summary>Records of one side: how many, and of orders their money.</summary>
public sealed record Sums(int Count, decimal Gross, decimal Tax, decimal Refunds)
{
    /// <summary>None.</summary>
    public static readonly Sums None = new(0, 0, 0, 0);

    /// <summary>With more.</summary>
    public Sums Plus(Sums more) => new(Count + more.Count, Gross + more.Gross, Tax + more.Tax, Refunds + more.Refunds);

    /// <summary>One order, or one record without money.</summary>
    public static Sums Of(OrderFigures? figures) => new(1, figures?.Gross ?? 0, figures?.Tax ?? 0, figures?.Refunds ?? 0);

    /// <summary>What stands in a target and counts.</summary>
    public static Sums Of(IEnumerable<StandingLine> standing) => standing.Where(line => line.Live)
        .Aggregate(None, (sum, line) => sum.Plus(new Sums(line.Counts ? 1 : 0, line.Gross, line.Tax, line.Refunds)));
}

/// <summary>The totals of one target, by day and currency or as a whole. Money is in that currency, exact.</summary>
public sealed record Totals
{
    /// <summary>In the shop, drafts and trash not counted.</summary>
    public Sums Shop { get; init; } = Sums.None;

    /// <summary>In the target's ledger, what is known as deleted not counted.</summary>
    public Sums Ledger { get; init; } = Sums.None;

    /// <summary>In the target, as just read there; what is voided or marked as deleted not counted.</summary>
    public Sums Target { get; init; } = Sums.None;

    /// <summary>What the target does not have by its own decision, by reason; as the shop has it.</summary>
    public IReadOnlyDictionary<string, Sums> LeftOut { get; init; } = new Dictionary<string, Sums>();

    /// <summary>What is still under way; as the shop has it.</summary>
    public Sums UnderWay { get; init; } = Sums.None;

    /// <summary>How many differences were found.</summary>
    public int Differences { get; init; }

    /// <summary>With one more record.</summary>
    public Totals Plus(ProofCase one, Verdict verdict)
    {
        var figures = one.Shop?.Figures ?? one.Ledger?.Figures;
        var more = this with
        {
            Shop = one.IsLive ? Shop.Plus(Sums.Of(one.Shop!.Figures)) : Shop,
            Ledger = one.Ledger is { Deleted: false } ledger ? Ledger.Plus(Sums.Of(ledger.Figures)) : Ledger,
            Target = Target.Plus(Sums.Of(one.Standing)),
            Differences = Differences + verdict.Differences.Count,
        };
        if (verdict.UnderWay) return more with { UnderWay = UnderWay.Plus(Sums.Of(figures)) };
        if (verdict.LeftOut is not { } reason) return more;
        return more with { LeftOut = new Dictionary<string, Sums>(LeftOut) { [reason] = (LeftOut.GetValueOrDefault(reason) ?? Sums.None).Plus(Sums.Of(figures)) } };
    }

    /// <summary>With those of another day.</summary>
    public Totals Plus(Totals other) => new()
    {
        Shop = Shop.Plus(other.Shop), Ledger = Ledger.Plus(other.Ledger), Target = Target.Plus(other.Target), UnderWay = UnderWay.Plus(other.UnderWay), Differences = Differences + other.Differences,
        LeftOut = LeftOut.Concat(other.LeftOut).GroupBy(reason => reason.Key).ToDictionary(reason => reason.Key, reason => reason.Aggregate(Sums.None, (sum, next) => sum.Plus(next.Value))),
    };
}

/// <summary>What totals are of.</summary>
/// <param name="Target">The target.</param>
/// <param name="Entity">orders, products or customers.</param>
/// <param name="Day">Of orders the day of their creation; else empty.</param>
/// <param name="Currency">Of orders; else empty.</param>
public readonly record struct TotalsOf(string Target, string Entity, string Day, string Currency);
