namespace QboSync.Storage;

/// <summary>How a document is taken out of the books.</summary>
public enum Removal
{
    /// <summary>It stays to be seen, with zero amounts and "Voided" in its note. Only a SalesReceipt, an Invoice and a Payment can be.</summary>
    Void,

    /// <summary>It is gone for good.</summary>
    Delete,
}
