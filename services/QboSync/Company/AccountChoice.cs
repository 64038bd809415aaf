using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Company;

/// <summary>Which of the company's accounts is used for what: as set, else as QuickBooks itself would choose.</summary>
public static class AccountChoice
{
    /// <summary>The income account of items made here.</summary>
    /// <exception cref="FaultException">There is none.</exception>
    public static string Income(CompanyBooks books)
    {
        if (books.Mapping.Accounts.Income is { } set) return Named(books.Facts, set, "accounts.income");
        var income = books.Facts.Accounts.Where(account => account.Type == "Income").ToList();
        return (income.FirstOrDefault(account => account.SubType == "SalesOfProductIncome") ?? income.FirstOrDefault())?.Id
            ?? throw Missing("The QuickBooks company has no income account, and items need one. Nothing was booked. Add one in QuickBooks, or name an account in the mapping (accounts.income), then push the record again.");
    }

    /// <summary>The account that sales are deposited to; null leaves it to QuickBooks.</summary>
    /// <exception cref="FaultException">The one that is set does not exist.</exception>
    public static string? Deposit(CompanyBooks books) =>
        books.Mapping.Accounts.Deposit is { } set ? Named(books.Facts, set, "accounts.deposit") : null;

    /// <summary>The account that a refund is paid from: as set, else where the sale was deposited, else Undeposited Funds.</summary>
    /// <exception cref="FaultException">There is none.</exception>
    public static string Refund(CompanyBooks books, string? depositOfSale)
    {
        if (books.Mapping.Accounts.RefundFrom is { } set) return Named(books.Facts, set, "accounts.refund_from");
        return Deposit(books) ?? depositOfSale
            ?? books.Facts.Accounts.FirstOrDefault(account => account.SubType == "UndepositedFunds")?.Id
            ?? throw Missing("It is not known from which account the refund is paid. The refund was not booked. Name a bank account in the mapping (accounts.refund_from), then push the order again.");
    }

    private static string Named(CompanyFacts company, string name, string field) =>
        company.Accounts.FirstOrDefault(account => account.IsCalled(name))?.Id
        ?? throw Missing($"The QuickBooks company has no active account '{name}', which the mapping names ({field}). Nothing was booked. Correct the mapping or add the account, then push the record again.");

    private static FaultException Missing(string message) => new(FaultKind.MappingMissing, "account_missing", message);
}
