namespace Sandbox.QuickBooks.Reporting;

/// <summary>What a transaction does to one account, in home currency: a debit is above zero, a credit below.</summary>
internal readonly record struct Posting(string Account, decimal Amount);
