namespace Contracts;

/// <summary>How one version of one record stands in a target: what a run hears when it asks.</summary>
public sealed record RecordStanding
{
    /// <summary><see cref="Entities"/>.</summary>
    public string Entity { get; init; } = "";

    /// <summary>The WooCommerce id.</summary>
    public string Key { get; init; } = "";

    /// <summary>The version that was asked for, first half.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>The version that was asked for, second half.</summary>
    public long Seq { get; init; }

    /// <summary>What became of it; null while it is not settled.</summary>
    public RecordSettled? Settled { get; init; }

    /// <summary>The ledger's state of the record.</summary>
    public string State { get; init; } = "";

    /// <summary>
    /// Since when the target tries in vain, or leaves the record's account alone, UTC; null where it is settled, in work, or only waits for its turn.
    /// </summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Short name of what holds it.</summary>
    public string? Code { get; init; }

    /// <summary>The same in words for a bookkeeper.</summary>
    public string? Message { get; init; }
}
