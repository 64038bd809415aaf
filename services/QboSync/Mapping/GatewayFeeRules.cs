namespace QboSync.Mapping;

/// <summary>What a payment gateway kept for itself (order meta such as <c>_stripe_fee</c>), as an expense paid from the clearing account.</summary>
public sealed record GatewayFeeRules
{
    /// <summary>Booked at all.</summary>
    public bool Enabled { get; init; }

    /// <summary>Expense account, id or name.</summary>
    public string? ExpenseAccount { get; init; }

    /// <summary>Vendor, id or name; null for none.</summary>
    public string? Vendor { get; init; }
}
