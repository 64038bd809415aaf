using Contracts;

namespace Syncing.Ledger;

/// <summary>
/// One permanent row per record and target account: the id mapping, the gate against older versions, the queue, the retry schedule, and
/// the answer to "what is the state of order 1042?".
/// </summary>
public sealed class LedgerRecord
{
    /// <summary>Database id.</summary>
    public long Id { get; set; }

    /// <summary>The tenant.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; set; } = "";

    /// <summary>The QuickBooks realm or the Supabase host; an outside id is never used with another account.</summary>
    public string Account { get; set; } = "";

    /// <summary><see cref="Entities"/>.</summary>
    public string Entity { get; set; } = "";

    /// <summary>The WooCommerce id.</summary>
    public string Key { get; set; } = "";

    /// <summary>The version that the target should hold, first half.</summary>
    public DateTimeOffset? WantedModified { get; set; }

    /// <summary>The version that the target should hold, second half.</summary>
    public long WantedSeq { get; set; }

    /// <summary>The wanted version is "gone".</summary>
    public bool Deleted { get; set; }

    /// <summary>Content of the wanted version, WooCommerce's JSON.</summary>
    public string Body { get; set; } = "";

    /// <summary>Refunds of the wanted version, WooCommerce's JSON array.</summary>
    public string? Refunds { get; set; }

    /// <summary>Total of the wanted version of an order, see <see cref="TakingIn.OrderMoney"/>; null for other records, and where it is not known.</summary>
    public long? Amount { get; set; }

    /// <summary>Currency of <see cref="Amount"/>.</summary>
    public string? Currency { get; set; }

    /// <summary>Write even where nothing seems to have changed.</summary>
    public bool Force { get; set; }

    /// <summary>Import even where it is older than the start date.</summary>
    public bool History { get; set; }

    /// <summary>The run that wants the version.</summary>
    public Guid SyncId { get; set; }

    /// <summary>The version that the target is known to hold, first half.</summary>
    public DateTimeOffset? AppliedModified { get; set; }

    /// <summary>The version that the target is known to hold, second half; null where nothing was ever confirmed.</summary>
    public long? AppliedSeq { get; set; }

    /// <summary>The id in the target.</summary>
    public string? ExternalId { get; set; }

    /// <summary>Where the record stands.</summary>
    public RecordState State { get; set; }

    /// <summary>The lower goes first.</summary>
    public ChangePriority Priority { get; set; }

    /// <summary>When it is worked next, or claimed anew after a lease that ran out; null where there is nothing to do.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The claim of the worker that has it.</summary>
    public Guid? ClaimId { get; set; }

    /// <summary>How often the wanted version was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>The last <see cref="Ledger.RetryBatch"/> that it was in.</summary>
    public Guid? RetryBatch { get; set; }

    /// <summary>How the last settled version ended.</summary>
    public RecordOutcome? LastOutcome { get; set; }

    /// <summary>Short name of the last cause, of a fault or of a skip.</summary>
    public string? Code { get; set; }

    /// <summary>The last cause in words.</summary>
    public string? Message { get; set; }

    /// <summary>When the wanted version came.</summary>
    public DateTimeOffset WantedAt { get; set; }

    /// <summary>When the row last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }

    /// <summary>The wanted version.</summary>
    public RecordVersion Wanted => new(WantedModified, WantedSeq);

    /// <summary>The applied version, or null.</summary>
    public RecordVersion? Applied => AppliedSeq is { } seq ? new RecordVersion(AppliedModified, seq) : null;

    /// <summary>Nothing is left to do for the wanted version.</summary>
    public bool IsSettled => DueAt is null;
}
