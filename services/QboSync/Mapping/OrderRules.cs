namespace QboSync.Mapping;

/// <summary>Which orders are booked, and as what.</summary>
public sealed record OrderRules
{
    /// <summary>By WooCommerce status (without <c>wc-</c>): as what it is first booked. A status that is not here is not booked; drafts never are.</summary>
    public IReadOnlyDictionary<string, BookAs> Statuses { get; init; } = new Dictionary<string, BookAs>();

    /// <summary>What becomes of a booked order that was cancelled.</summary>
    public TakenBackPolicy Cancelled { get; init; } = TakenBackPolicy.Ask;

    /// <summary>What becomes of a booked order that was put into the trash or deleted.</summary>
    public TakenBackPolicy Trashed { get; init; } = TakenBackPolicy.Ask;

    /// <summary>What becomes of a booked order whose payment failed.</summary>
    public TakenBackPolicy Failed { get; init; } = TakenBackPolicy.Ask;

    /// <summary>Which date becomes <c>TxnDate</c> of the sale.</summary>
    public TxnDateOf TxnDate { get; init; } = TxnDateOf.Created;

    /// <summary>What becomes of a document dated in a closed period.</summary>
    public ClosedPeriodPolicy ClosedPeriod { get; init; } = ClosedPeriodPolicy.Hold;

    /// <summary>Up to how many cents a rounding line closes.</summary>
    public int RoundingCents { get; init; } = 2;

    /// <summary>Stands before the order's number in <c>DocNumber</c>, where the store has no prefix of its own.</summary>
    public string DocNumberPrefix { get; init; } = "WC-";
}
