namespace Contracts.Proving;

/// <summary>Something that stands in a target, as just read there.</summary>
public sealed record StandingLine
{
    /// <summary>The WooCommerce id that it belongs to; of another store's row the store and the id.</summary>
    public string Key { get; init; } = "";

    /// <summary>Such as SalesReceipt, or orders.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Its id in the target.</summary>
    public string ExternalId { get; init; } = "";

    /// <summary>Its number there.</summary>
    public string? Number { get; init; }

    /// <summary>How it belongs to the record.</summary>
    public StandingOwner Owner { get; init; }

    /// <summary>It counts: it is neither voided nor marked as deleted.</summary>
    public bool Live { get; init; } = true;

    /// <summary>It is a sale (or a row); what is given back or paid counts for no order of its own.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>ISO code; null where the target keeps one currency and does not say which.</summary>
    public string? Currency { get; init; }

    /// <summary>Its day there, <c>yyyy-MM-dd</c>; null where that is not known.</summary>
    public string? Day { get; init; }

    /// <summary>Sum of a sale.</summary>
    public decimal Gross { get; init; }

    /// <summary>Tax in it.</summary>
    public decimal Tax { get; init; }

    /// <summary>Money given back, positive.</summary>
    public decimal Refunds { get; init; }

    /// <summary>Its version is older than the one that was written last.</summary>
    public bool Stale { get; init; }

    /// <summary>Its version is newer than any that was written.</summary>
    public bool Newer { get; init; }

    /// <summary>What differs from what was written last.</summary>
    public IReadOnlyList<FieldDifference> Differing { get; init; } = [];
}

/// <summary>How something in a target belongs to a record.</summary>
public enum StandingOwner
{
    /// <summary>It is what was written for the record.</summary>
    Known,

    /// <summary>It carries our marker and is not what we know of.</summary>
    Marked,

    /// <summary>It has the number and sum of what was written for the record, and not our marker: a person made it.</summary>
    SameNumber,

    /// <summary>It stands under a record that the ledger does not know.</summary>
    Unknown,
}

/// <summary>One field that is not as it was written.</summary>
/// <param name="Field">Its name in the target.</param>
/// <param name="Written">What was written; null for nothing.</param>
/// <param name="Found">What stands there; null for nothing.</param>
public sealed record FieldDifference(string Field, string? Written, string? Found);
