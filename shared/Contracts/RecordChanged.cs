namespace Contracts;

/// <summary>
/// What <see cref="OrderChanged"/>, <see cref="ProductChanged"/> and <see cref="CustomerChanged"/> have in common: one version of one
/// WooCommerce record, with its content inside, addressed to targets.
/// </summary>
public abstract record RecordChanged
{
    /// <summary>The journal row that this change comes from; <see cref="ChangeAccepted"/> names it again.</summary>
    public long ChangeId { get; init; }

    /// <summary>The run that the change belongs to.</summary>
    public Guid SyncId { get; init; }

    /// <summary>The tenant that owns the store.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; init; } = "";

    /// <summary>The WooCommerce id.</summary>
    public string Key { get; init; } = "";

    /// <summary>First half of the version, see <see cref="RecordVersion.Modified"/>.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>Second half of the version, see <see cref="RecordVersion.Seq"/>.</summary>
    public long Seq { get; init; }

    /// <summary>Trashed or gone, confirmed by the shop. The body is then what is known of the record, at least its <c>id</c>.</summary>
    public bool Deleted { get; init; }

    /// <summary>The record as WooCommerce's REST API v3 gives it, JSON.</summary>
    public string Body { get; init; } = "{}";

    /// <summary>The targets that this message is meant for; the others acknowledge and forget it.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>History, reads and replays give way to live changes.</summary>
    public ChangePriority Priority { get; init; }

    /// <summary>Write even where the known version says that nothing changed. Never writes an older version.</summary>
    public bool Force { get; init; }

    /// <summary>Import records older than the target's start date too.</summary>
    public bool History { get; init; }

    /// <summary>Both halves of the version.</summary>
    public RecordVersion Version() => new(Modified, Seq);
}

/// <summary>An order was placed, changed, refunded, trashed, restored or deleted.</summary>
public sealed record OrderChanged : RecordChanged
{
    /// <summary>
    /// The order's refunds as <c>GET /orders/{id}/refunds</c> gives them, a JSON array; null where the order has none. The order's own
    /// <c>refunds</c> are only a summary.
    /// </summary>
    public string? Refunds { get; init; }
}

/// <summary>A product or a variation changed.</summary>
public sealed record ProductChanged : RecordChanged;

/// <summary>A registered customer changed. Guests have no record of their own in WooCommerce.</summary>
public sealed record CustomerChanged : RecordChanged;
