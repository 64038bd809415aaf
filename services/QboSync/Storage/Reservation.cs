namespace QboSync.Storage;

/// <summary>
/// One customer or item of a company by a key of ours, there before it is made: the unique row decides who makes it where two orders want it
/// at once. <see cref="Body"/> and <see cref="RequestId"/> are on disk before the write leaves, so that a repeat is the same request.
/// </summary>
public sealed class Reservation
{
    /// <summary>Key of the row.</summary>
    public long Id { get; set; }

    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; set; }

    /// <summary>What <see cref="NaturalKey"/> is.</summary>
    public required ReservationKind Kind { get; set; }

    /// <summary>Normalised; a hash where it would be too long for an index.</summary>
    public required string NaturalKey { get; set; }

    /// <summary>QuickBooks' id; null until it is known.</summary>
    public string? ExternalId { get; set; }

    /// <summary>QuickBooks' version of it, from the last answer.</summary>
    public string? SyncToken { get; set; }

    /// <summary>It was made here, not found.</summary>
    public bool MadeHere { get; set; }

    /// <summary>Hash of the fields as last written; null where none were.</summary>
    public string? Hash { get; set; }

    /// <summary>The fields that we wrote last, as QuickBooks answered them, JSON; null where none are known.</summary>
    public string? Written { get; set; }

    /// <summary>Fields in which a person's change in QuickBooks stays, each with what the shop said then; null for none.</summary>
    public string? Kept { get; set; }

    /// <summary>Counts the attempts that had a definite answer; part of <see cref="RequestId"/>.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>The <c>requestid</c> of the last create.</summary>
    public string? RequestId { get; set; }

    /// <summary>The exact body of the last create.</summary>
    public string? Body { get; set; }

    /// <summary>When that create left, while its answer is not known.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Until when somebody is at work on it; longer than a call may last.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>What a person said about it; null where nobody was asked.</summary>
    public EntryDecision? Decision { get; set; }

    /// <summary>It belongs to a rehearsal: whatever changes in it is not written down. Not in the database.</summary>
    public bool Rehearsed { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
