using QboSync.Storage;

namespace QboSync.Undoing;

/// <summary>One document of an undo.</summary>
public sealed class UndoItem
{
    /// <summary>Key of the row.</summary>
    public long Id { get; set; }

    /// <summary>The undo.</summary>
    public Guid UndoId { get; set; }

    /// <summary>The row of the documents table.</summary>
    public required long DocumentId { get; set; }

    /// <summary>Lower ones go first.</summary>
    public required int Step { get; set; }

    /// <summary>Id of the WooCommerce credential.</summary>
    public required string StoreId { get; set; }

    /// <summary>The WooCommerce order.</summary>
    public required string RecordKey { get; set; }

    /// <summary>What it is.</summary>
    public required DocumentKind Kind { get; set; }

    /// <summary>QuickBooks' id.</summary>
    public required string ExternalId { get; set; }

    /// <summary>Its number.</summary>
    public string? DocNumber { get; set; }

    /// <summary>Its sum.</summary>
    public decimal Total { get; set; }

    /// <summary>Of the sum, ISO 4217; null where the company has one currency and QuickBooks does not say.</summary>
    public string? Currency { get; set; }

    /// <summary>Its date, <c>yyyy-MM-dd</c>.</summary>
    public string? Date { get; set; }

    /// <summary>What became of it.</summary>
    public UndoItemState State { get; set; }

    /// <summary>Where it is left: why, as a short name.</summary>
    public string? Reason { get; set; }

    /// <summary>The same in words.</summary>
    public string? Message { get; set; }
}

/// <summary>What became of a document of an undo.</summary>
public enum UndoItemState
{
    /// <summary>To be taken out.</summary>
    Pending,

    /// <summary>It is voided.</summary>
    Voided,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>It stays, with the reason.</summary>
    Left,
}
