using Contracts.Proving;

namespace Webhooks.Proving;

/// <summary>One difference as it is shown and repaired.</summary>
public sealed record Difference
{
    /// <summary>What a repair names: <c>orders/1042</c>.</summary>
    public string Record { get; init; } = "";

    /// <summary>The target.</summary>
    public string Target { get; init; } = "";

    /// <summary>orders, products or customers.</summary>
    public string Entity { get; init; } = "";

    /// <summary>The WooCommerce id.</summary>
    public string WooId { get; init; } = "";

    /// <summary>The order's number.</summary>
    public string? Number { get; init; }

    /// <summary>The day of the order's creation.</summary>
    public string? Day { get; init; }

    /// <summary><see cref="Causes"/>.</summary>
    public string Cause { get; init; } = "";

    /// <summary>More exactly.</summary>
    public string? Code { get; init; }

    /// <summary>In words.</summary>
    public string Message { get; init; } = "";

    /// <summary>The order's currency.</summary>
    public string? Currency { get; init; }

    /// <summary>In the shop; null where it does not have it.</summary>
    public Amounts? Shop { get; init; }

    /// <summary>In the ledger; null where it does not have it.</summary>
    public Amounts? Ledger { get; init; }

    /// <summary>In the target; null where nothing stands there.</summary>
    public Amounts? InTarget { get; init; }

    /// <summary>The ledger's state.</summary>
    public string? State { get; init; }

    /// <summary>What it is about in the target.</summary>
    public IReadOnlyList<LedgerPart> Parts { get; init; } = [];

    /// <summary>What differs.</summary>
    public IReadOnlyList<FieldDifference> Fields { get; init; } = [];

    /// <summary>What a repair does about it.</summary>
    public string Repair { get; init; } = "";

    /// <summary>Makes one of what was found.</summary>
    public static Difference Of(string target, string entity, string key, string? day, ProofCase one, Found found)
    {
        var figures = one.Shop?.Figures ?? one.Ledger?.Figures;
        var standing = one.Standing.Where(line => line.Live).ToList();
        return new Difference
        {
            Record = $"{entity}/{key}", Target = target, Entity = entity, WooId = key, Number = figures?.Number ?? standing.FirstOrDefault()?.Number, Day = day, Cause = found.Cause, Code = found.Code,
            Message = found.Message, Currency = figures?.Currency ?? standing.FirstOrDefault()?.Currency, Shop = one.IsLive ? Amounts.Of(one.Shop!.Figures) : null,
            Ledger = one.Ledger is { Deleted: false } ledger ? Amounts.Of(ledger.Figures) : null, InTarget = standing.Count > 0 && entity == Contracts.Entities.Orders ? Amounts.Of(Sums.Of(standing)) : null,
            State = one.Ledger?.State, Parts = found.Parts, Fields = found.Fields, Repair = Causes.RepairOf(found.Cause, target),
        };
    }
}

/// <summary>Money of one order on one side.</summary>
public sealed record Amounts(decimal Total, decimal Tax, decimal Refunds)
{
    internal static Amounts? Of(OrderFigures? figures) => figures is null ? null : new Amounts(figures.Gross, figures.Tax, figures.Refunds);

    internal static Amounts Of(Sums sums) => new(sums.Gross, sums.Tax, sums.Refunds);
}
