using Contracts;

namespace Webhooks.Journal;

/// <summary>
/// One row of the journal: a delivery exactly as it came, or a record that was read from the shop. It stays until every addressed target has
/// reported that the change stands in its ledger; the journal is the only outbox.
/// </summary>
public sealed class Delivery
{
    /// <summary>Grows; deliveries are judged in this order.</summary>
    public long Id { get; set; }

    /// <summary>How the row came to be.</summary>
    public DeliveryKind Kind { get; set; }

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; set; } = "";

    /// <summary>Its tenant; empty until the delivery is verified.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary><c>X-WC-Webhook-Topic</c>.</summary>
    public string? Topic { get; set; }

    /// <summary><c>X-WC-Webhook-Signature</c>, kept for deliveries that wait for verification.</summary>
    public string? Signature { get; set; }

    /// <summary><c>X-WC-Webhook-ID</c>.</summary>
    public long? WebhookId { get; set; }

    /// <summary><c>X-WC-Webhook-Delivery-ID</c>; not unique.</summary>
    public string? DeliveryId { get; set; }

    /// <summary><c>X-WC-Webhook-Source</c>: the shop's address as it names itself.</summary>
    public string? Source { get; set; }

    /// <summary>All headers, JSON.</summary>
    public string Headers { get; set; } = "{}";

    /// <summary>The bytes as they came.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary><see cref="Body"/> as text, without the byte order mark that a plugin may put before it.</summary>
    public string Text() => System.Text.Encoding.UTF8.GetString(Body).TrimStart('\uFEFF');

    /// <summary>What makes two deliveries the same one; null for rows that may repeat.</summary>
    public string? DuplicateKey { get; set; }

    /// <summary>How often it came again.</summary>
    public int Repeats { get; set; }

    /// <summary>Where the row stands.</summary>
    public DeliveryState State { get; set; }

    /// <summary>Why it stands there, in words.</summary>
    public string? Reason { get; set; }

    /// <summary>What must be read from the shop before the row can be judged.</summary>
    public ReadKind Read { get; set; }

    /// <summary><see cref="Entities"/>; null where the delivery names none.</summary>
    public string? Entity { get; set; }

    /// <summary>The WooCommerce id.</summary>
    public string? Key { get; set; }

    /// <summary>The version given to it, first half.</summary>
    public DateTimeOffset? Modified { get; set; }

    /// <summary>The version given to it, second half; null where it got none.</summary>
    public long? Seq { get; set; }

    /// <summary>The shop confirmed that the record is trashed or gone.</summary>
    public bool Deleted { get; set; }

    /// <summary>What was read from the shop in place of the delivered body.</summary>
    public string? ReadBody { get; set; }

    /// <summary>The order's refunds as read from the shop.</summary>
    public string? Refunds { get; set; }

    /// <summary>The lower goes first at the targets.</summary>
    public ChangePriority Priority { get; set; }

    /// <summary>Publish even where nothing changed.</summary>
    public bool Force { get; set; }

    /// <summary>Publish what is known already too, for a target to compare with what it holds.</summary>
    public bool Resend { get; set; }

    /// <summary>Import records older than a start date too.</summary>
    public bool History { get; set; }

    /// <summary>Only these targets, comma separated; null for all.</summary>
    public string? OnlyTargets { get; set; }

    /// <summary>The run that the row belongs to.</summary>
    public Guid SyncId { get; set; }

    /// <summary>What set the run off where the row did not, see <see cref="RunStarted.Trigger"/>.</summary>
    public string? Trigger { get; set; }

    /// <summary>When something is to be done with the row; null where nothing is.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>How often that was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was last published.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>Who must report that the change is theirs.</summary>
    public List<Addressed> Addressed { get; set; } = [];
}

/// <summary>How a row of the journal came to be.</summary>
public enum DeliveryKind
{
    /// <summary>A webhook.</summary>
    Webhook,

    /// <summary>An operator replayed a delivery.</summary>
    Replay,

    /// <summary>It was read from the shop on request.</summary>
    Pull,
}

/// <summary>Where a row of the journal stands.</summary>
public enum DeliveryState
{
    /// <summary>On disk, signature good, not judged yet.</summary>
    Received,

    /// <summary>On disk, signature not checked: no secret could be had when it came.</summary>
    Unverified,

    /// <summary>The shop must be read first, see <see cref="Delivery.Read"/>.</summary>
    Waiting,

    /// <summary>It has a version and is published until every addressed target has it.</summary>
    Ready,

    /// <summary>Every addressed target has it.</summary>
    Done,

    /// <summary>A newer version was known already.</summary>
    Stale,

    /// <summary>The same version with the same content was known already.</summary>
    Unchanged,

    /// <summary>Kept and explained; not a change.</summary>
    Kept,

    /// <summary>Its signature turned out wrong; the body is not kept.</summary>
    Refused,

    /// <summary>Its signature is good and it comes from another address than the store's; never published unless a person accepts the address.</summary>
    Held,
}

/// <summary>What must be read from the shop.</summary>
public enum ReadKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The record: the delivery alone does not say what is true.</summary>
    Record,

    /// <summary>The order's refunds.</summary>
    Refunds,
}

/// <summary>One party that a change is addressed to.</summary>
public sealed class Addressed
{
    /// <summary>The journal row.</summary>
    public long DeliveryId { get; set; }

    /// <summary>A target, or <see cref="BusNames.SyncRuns"/> for the run's bookkeeping.</summary>
    public string Target { get; set; } = "";

    /// <summary>When it reported that the change is its.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }
}
