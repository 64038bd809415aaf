namespace QboSync.Documents;

/// <summary>The ids in QuickBooks that a document needs.</summary>
/// <param name="Customer">Whom it is booked on.</param>
/// <param name="Items">The item of each line of the draft, in its order.</param>
/// <param name="Deposit">Where the money goes or comes from; null leaves it to QuickBooks.</param>
/// <param name="PaymentMethod">Null for none.</param>
public sealed record DocumentRefs(string Customer, IReadOnlyList<string> Items, string? Deposit, string? PaymentMethod);
