namespace QboSync.Mapping;

/// <summary>One payment method of the shop.</summary>
public sealed record PaymentMapping
{
    /// <summary>QuickBooks' PaymentMethod, id or name; null for none.</summary>
    public string? Method { get; init; }

    /// <summary>Account that its money is deposited to (a clearing account, say), id or name; null for <see cref="AccountMapping.Deposit"/>.</summary>
    public string? Deposit { get; init; }

    /// <summary>As what its orders are first booked; null for what their status says.</summary>
    public BookAs? BookAs { get; init; }
}
