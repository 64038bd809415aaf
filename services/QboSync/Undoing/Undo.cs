using QboSync.Storage;

namespace QboSync.Undoing;

/// <summary>A run, or an import of history, that is taken out of the books. On disk with its documents before the first of them goes.</summary>
public sealed class Undo
{
    /// <summary>Id of the undo.</summary>
    public required Guid Id { get; set; }

    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; set; }

    /// <summary>What is undone, in one text, so that the same is not begun twice.</summary>
    public required string Selection { get; set; }

    /// <summary>Voided or deleted; a kind that QuickBooks cannot void is deleted.</summary>
    public required Removal How { get; set; }

    /// <summary>Whether it is done.</summary>
    public UndoState State { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset RequestedAt { get; set; }

    /// <summary>When the last document was dealt with.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Until when an instance is at it, or everybody waits.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Why it waits, in words; null where it does not.</summary>
    public string? Waiting { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}

/// <summary>Whether an undo is done.</summary>
public enum UndoState
{
    /// <summary>Documents are being taken out.</summary>
    Running,

    /// <summary>Every document is out, or left with a reason.</summary>
    Done,
}
