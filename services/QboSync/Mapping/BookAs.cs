namespace QboSync.Mapping;

/// <summary>As what an order is first booked.</summary>
public enum BookAs
{
    /// <summary>SalesReceipt where it is paid, else Invoice.</summary>
    ByPayment,

    /// <summary>Always a SalesReceipt: the money counts as there.</summary>
    SalesReceipt,

    /// <summary>Always an Invoice, with a Payment once it is paid.</summary>
    Invoice,
}
