namespace Contracts.Proving;

/// <summary>One record as a target's ledger has it.</summary>
public sealed record LedgerLine
{
    /// <summary>The WooCommerce id.</summary>
    public string Key { get; init; } = "";

    /// <summary>The ledger's state: Pending, InProgress, Synced, Retrying, InDoubt, NeedsAttention, Conflict, Skipped.</summary>
    public string State { get; init; } = "";

    /// <summary>The last cause, of a fault or of a skip.</summary>
    public string? Code { get; init; }

    /// <summary>The last cause in words.</summary>
    public string? Message { get; init; }

    /// <summary>The wanted version, first half.</summary>
    public DateTimeOffset? WantedModified { get; init; }

    /// <summary>The wanted version, second half.</summary>
    public long WantedSeq { get; init; }

    /// <summary>The wanted version is "gone".</summary>
    public bool Deleted { get; init; }

    /// <summary>The id in the target.</summary>
    public string? ExternalId { get; init; }

    /// <summary>When the row last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Of orders: the wanted version's figures; null where its body is not whole.</summary>
    public OrderFigures? Figures { get; init; }

    /// <summary>The parts that must stand in the target, by their ids there; one of its own where a record has no parts.</summary>
    public IReadOnlyList<LedgerPart> Parts { get; init; } = [];

    /// <summary>A person's change in the target stays, so that its figures may be others than the shop's.</summary>
    public bool Kept { get; init; }
}

/// <summary>Something that must stand in the target for a record.</summary>
/// <param name="Kind">Such as SalesReceipt, or orders.</param>
/// <param name="ExternalId">Its id in the target.</param>
/// <param name="Number">Its number there; null where it has none.</param>
public sealed record LedgerPart(string Kind, string ExternalId, string? Number = null);
