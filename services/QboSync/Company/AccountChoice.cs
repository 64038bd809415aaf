using QboSync.Settings;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Company;

/// <summary>Which of the company's accounts is used for what: as set, else as QuickBooks itself would choose.</summary>
public static class AccountChoice
{
    /// <summary>The income account of items made here.</summary>
    /// <exception cref="FaultException">There is none.</exception>
    public static string Income(CompanyFacts company, QuickBooksOptions options)
    {
        if (options.IncomeAccount.Length > 0) return Named(company, options.IncomeAccount, "IncomeAccount");
        var income = company.Accounts.Where(account => account.Type == "Income").ToList();
        return (income.FirstOrDefault(account => account.SubType == "SalesOfProductIncome") ?? income.FirstOrDefault())?.Id
            ?? throw Missing("The QuickBooks company has no income account, and items need one. Nothing was booked. Add one in QuickBooks, or set QuickBooks:IncomeAccount to the name of an account, then push the record again.");
    }

    /// <summary>The account that sales are deposited to; null leaves it to QuickBooks.</summary>
    /// <exception cref="FaultException">The one that is set does not exist.</exception>
    public static string? Deposit(CompanyFacts company, QuickBooksOptions options) =>
        options.DepositToAccount.Length > 0 ? Named(company, options.DepositToAccount, "DepositToAccount") : null;

    /// <summary>The account that a refund is paid from: as set, else where the sale was deposited, else Undeposited Funds.</summary>
    /// <exception cref="FaultException">There is none.</exception>
    public static string Refund(CompanyFacts company, QuickBooksOptions options, string? depositOfSale)
    {
        if (options.RefundFromAccount.Length > 0) return Named(company, options.RefundFromAccount, "RefundFromAccount");
        return Deposit(company, options) ?? depositOfSale
            ?? company.Accounts.FirstOrDefault(account => account.SubType == "UndepositedFunds")?.Id
            ?? throw Missing("It is not known from which account the refund is paid. The refund was not booked. Set QuickBooks:RefundFromAccount to the name of a bank account, then push the order again.");
    }

    private static string Named(CompanyFacts company, string name, string setting) =>
        company.Accounts.FirstOrDefault(account => account.IsCalled(name))?.Id
        ?? throw Missing($"The QuickBooks company has no active account '{name}', which the setting QuickBooks:{setting} names. Nothing was booked. Correct the setting or add the account, then push the record again.");

    private static FaultException Missing(string message) => new(FaultKind.MappingMissing, "account_missing", message);
}
