namespace QboSync.Company;

/// <summary>One account of a company's chart of accounts.</summary>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Name">Its own name.</param>
/// <param name="FullName">With its parents, <c>Parent:Child</c>.</param>
/// <param name="Type"><c>AccountType</c>, such as <c>Income</c>.</param>
/// <param name="SubType"><c>AccountSubType</c>, such as <c>SalesOfProductIncome</c>.</param>
public sealed record CompanyAccount(string Id, string Name, string FullName, string Type, string SubType) : CompanyEntry(Id, Name, FullName);
