namespace QboSync.Storage;

/// <summary>
/// One document in QuickBooks, or on its way there. <see cref="SentAt"/> is the sending mark: it is on disk before the write leaves, and
/// only a definite answer, or the settling of the doubt, takes it away.
/// </summary>
public sealed class BookedDocument
{
    /// <summary>Key of the row.</summary>
    public long Id { get; set; }

    /// <summary>The tenant.</summary>
    public required string TenantId { get; set; }

    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; set; }

    /// <summary>Id of the WooCommerce credential.</summary>
    public required string StoreId { get; set; }

    /// <summary>The WooCommerce order.</summary>
    public required string RecordKey { get; set; }

    /// <summary>What it is to the order; unique with <see cref="SourceId"/>, so that an order never gets a receipt beside its invoice.</summary>
    public required DocumentRole Role { get; set; }

    /// <summary>The order's or the refund's id.</summary>
    public required string SourceId { get; set; }

    /// <summary>Fixed once it is booked.</summary>
    public required DocumentKind Kind { get; set; }

    /// <summary>QuickBooks' id; null while nothing is booked.</summary>
    public string? ExternalId { get; set; }

    /// <summary>QuickBooks' version of it, from the last answer.</summary>
    public string? SyncToken { get; set; }

    /// <summary>Its number as QuickBooks holds it.</summary>
    public string? DocNumber { get; set; }

    /// <summary>Its sum as QuickBooks computed it.</summary>
    public decimal? TotalAmt { get; set; }

    /// <summary>The customer that it is booked on; stays.</summary>
    public string? CustomerId { get; set; }

    /// <summary>The account that the money went to, where QuickBooks says so.</summary>
    public string? DepositAccountId { get; set; }

    /// <summary>Which item each order line was booked on, JSON by line id: WooCommerce forgets a deleted product's id and SKU.</summary>
    public string? ItemsByLine { get; set; }

    /// <summary>Hash of the mapped document that stands in QuickBooks; null where that is not known.</summary>
    public string? Hash { get; set; }

    /// <summary>Counts the attempts that had a definite answer; part of <see cref="RequestId"/>.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>The <c>requestid</c> of the last write.</summary>
    public string? RequestId { get; set; }

    /// <summary>The exact body of the last write.</summary>
    public string? Body { get; set; }

    /// <summary>Hash of the mapped document in <see cref="Body"/>.</summary>
    public string? SentHash { get; set; }

    /// <summary>QuickBooks' last answer of the document, JSON; what stands there as far as is known without reading it.</summary>
    public string? Answer { get; set; }

    /// <summary>What we wrote last as it was mapped, JSON: the fields that are ours, whatever else stands in <see cref="Answer"/>.</summary>
    public string? Mapped { get; set; }

    /// <summary>Fields in which a person's change in QuickBooks stays, each with what the shop said then; null for none.</summary>
    public string? Kept { get; set; }

    /// <summary>The run for which it was first booked.</summary>
    public Guid? CreatedBy { get; set; }

    /// <summary>It was first booked by an import of history.</summary>
    public bool ByHistory { get; set; }

    /// <summary>Why it is not to be booked again unless somebody insists, such as <c>undone</c>; null where nothing stands in the way.</summary>
    public string? Withdrawn { get; set; }

    /// <summary>The last write takes the document out of the books; null where it writes one.</summary>
    public Removal? Removing { get; set; }

    /// <summary>How it was taken out of the books; null while it stands. <see cref="ExternalId"/> then says which one it was.</summary>
    public Removal? Removed { get; set; }

    /// <summary>When that was written down.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>When the last write left, while its answer is not known.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>
    /// When QuickBooks refused to do the last write over because it knows its <see cref="RequestId"/> (fault 600), although it was not to be found.
    /// </summary>
    public DateTimeOffset? RepeatRefusedAt { get; set; }

    /// <summary>When the last answer was written down.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>It belongs to a preview, and is not written down.</summary>
    public bool Rehearsed { get; set; }

    /// <summary>Of a rehearsal: when the shop changed the order that is rehearsed, which the ledger need not hold yet. Not in the database.</summary>
    public DateTimeOffset? RehearsedModified { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }

    /// <summary>A document stands in QuickBooks.</summary>
    public bool IsBooked => ExternalId is not null && Removed is null;

    /// <summary>A write left whose answer is not known.</summary>
    public bool IsInDoubt => SentAt is not null;
}
