namespace QboSync.Storage;

/// <summary>What a document is to its order. An order has one sale, whatever its kind.</summary>
public enum DocumentRole
{
    /// <summary>The order itself: a SalesReceipt or an Invoice.</summary>
    Sale,

    /// <summary>What was paid on an Invoice.</summary>
    Payment,

    /// <summary>Money given back: a RefundReceipt or a CreditMemo.</summary>
    Refund,

    /// <summary>What the payment gateway kept: a Purchase.</summary>
    GatewayFee,
}
