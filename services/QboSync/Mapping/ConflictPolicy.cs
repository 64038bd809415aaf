namespace QboSync.Mapping;

/// <summary>Who wins where both sides changed.</summary>
public enum ConflictPolicy
{
    /// <summary>The shop's version is written over it; what stood there is kept in the list of conflicts.</summary>
    Woocommerce,

    /// <summary>QuickBooks' version stays.</summary>
    Quickbooks,

    /// <summary>Whichever changed last.</summary>
    LastWrite,

    /// <summary>A person is asked.</summary>
    Ask,
}
