namespace QboSync.Mapping;

/// <summary>Which date becomes <c>TxnDate</c> of the sale.</summary>
public enum TxnDateOf
{
    /// <summary>The day it was placed.</summary>
    Created,

    /// <summary>The day it was paid; that of placing where it was not.</summary>
    Paid,
}
