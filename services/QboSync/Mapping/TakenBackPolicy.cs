namespace QboSync.Mapping;

/// <summary>What becomes of a document whose order was taken back.</summary>
public enum TakenBackPolicy
{
    /// <summary>A person decides.</summary>
    Ask,

    /// <summary>It stays as it is.</summary>
    Leave,

    /// <summary>It is voided: it stays, with amounts of zero.</summary>
    Void,

    /// <summary>It is deleted for good.</summary>
    Delete,
}
