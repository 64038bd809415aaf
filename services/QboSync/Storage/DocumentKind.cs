namespace QboSync.Storage;

/// <summary>The QuickBooks transactions that are written here, by QuickBooks' own names.</summary>
public enum DocumentKind
{
    /// <summary>An order that was paid when it was booked.</summary>
    SalesReceipt,

    /// <summary>An order that was not paid when it was booked.</summary>
    Invoice,

    /// <summary>What was paid on an Invoice.</summary>
    Payment,

    /// <summary>A refund of a SalesReceipt.</summary>
    RefundReceipt,

    /// <summary>A refund of an Invoice.</summary>
    CreditMemo,

    /// <summary>An expense: what a payment gateway kept.</summary>
    Purchase,
}
