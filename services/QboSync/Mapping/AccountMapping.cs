namespace QboSync.Mapping;

/// <summary>Accounts by id or name; null leaves the choice to the company's own defaults.</summary>
public sealed record AccountMapping
{
    /// <summary>Income of items made here.</summary>
    public string? Income { get; init; }

    /// <summary>Expense or cost of goods sold of items made here; Inventory items need it.</summary>
    public string? Expense { get; init; }

    /// <summary>Stock of Inventory items.</summary>
    public string? Asset { get; init; }

    /// <summary>Where sales and payments are deposited; null for Undeposited Funds.</summary>
    public string? Deposit { get; init; }

    /// <summary>From where refunds are paid; null for where the sale was deposited.</summary>
    public string? RefundFrom { get; init; }
}
