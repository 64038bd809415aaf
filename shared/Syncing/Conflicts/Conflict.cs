namespace Syncing.Conflicts;

/// <summary>Two truths about one record: what the shop says, and what stands in the target. One row is open per record, document and kind.</summary>
public sealed class Conflict
{
    /// <summary>Database id.</summary>
    public long Id { get; set; }

    /// <summary>The tenant.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; set; } = "";

    /// <summary>The target account, as in the ledger.</summary>
    public string Account { get; set; } = "";

    /// <summary>orders, products or customers.</summary>
    public string Entity { get; set; } = "";

    /// <summary>The WooCommerce id.</summary>
    public string Key { get; set; } = "";

    /// <summary>What is in conflict, such as <c>edited</c>, <c>deleted</c>, <c>voided</c>, <c>first_contact</c>, <c>number_taken</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>What it is about in the target, such as <c>Invoice 145</c>; empty where it is about the record as a whole.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The id in the target, where one is known.</summary>
    public string? ExternalId { get; set; }

    /// <summary>What happened, in words.</summary>
    public string Message { get; set; } = "";

    /// <summary>Where the sides differ: a JSON array of <see cref="ConflictSide"/>.</summary>
    public string Sides { get; set; } = "[]";

    /// <summary>What stood in the target when it was found, whole, as the target itself writes it. Not shown: it may hold a whole address.</summary>
    public string? Standing { get; set; }

    /// <summary>The ledger holds the record because of it; it is over when the record is settled.</summary>
    public bool Held { get; set; }

    /// <summary>The policy that was applied, such as <c>ask</c>; null where none was.</summary>
    public string? Policy { get; set; }

    /// <summary>When it was first found.</summary>
    public DateTimeOffset FoundAt { get; set; }

    /// <summary>When it was last found, or resolved.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Whether somebody must still choose.</summary>
    public ConflictState State { get; set; }

    /// <summary>What was chosen.</summary>
    public string? Resolution { get; set; }

    /// <summary>Who chose; <c>policy</c> or <c>sync</c> where nobody did.</summary>
    public string? By { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
