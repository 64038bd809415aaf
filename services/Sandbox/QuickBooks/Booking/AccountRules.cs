using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>The chart of accounts.</summary>
internal static class AccountRules
{
    private static readonly Dictionary<string, (string Classification, string SubType)> Types = new(StringComparer.Ordinal)
    {
        ["Bank"] = ("Asset", "Checking"), ["Accounts Receivable"] = ("Asset", "AccountsReceivable"), ["Other Current Asset"] = ("Asset", "OtherCurrentAssets"),
        ["Fixed Asset"] = ("Asset", "OtherFixedAssets"), ["Other Asset"] = ("Asset", "OtherLongTermAssets"), ["Accounts Payable"] = ("Liability", "AccountsPayable"),
        ["Credit Card"] = ("Liability", "CreditCard"), ["Other Current Liability"] = ("Liability", "OtherCurrentLiabilities"), ["Long Term Liability"] = ("Liability", "OtherLongTermLiabilities"),
        ["Equity"] = ("Equity", "OpeningBalanceEquity"), ["Income"] = ("Revenue", "SalesOfProductIncome"), ["Other Income"] = ("Revenue", "OtherMiscellaneousIncome"),
        ["Expense"] = ("Expense", "OtherMiscellaneousServiceCost"), ["Other Expense"] = ("Expense", "OtherMiscellaneousExpense"), ["Cost of Goods Sold"] = ("Expense", "SuppliesMaterialsCogs"),
    };

    public static void Complete(Write write)
    {
        var account = write.Document;
        if (string.IsNullOrWhiteSpace(account.Text("Name"))) throw Refuse.Missing("Name");
        UniqueNames.RefuseCharacters("Name", account.Text("Name"));
        if (account.Text("AccountType") is not { Length: > 0 } type)
            throw account.Text("AccountSubType") is { } sub ? Refuse.Missing($"AccountType (for AccountSubType {sub})")
                : new QuickBooksFault("6010", "Invalid Account.AccountType && Account.SubType", "You must specify either an Account.AccountType or an Account.AccountSubType.", "AccountType");
        if (!Types.TryGetValue(type, out var known)) throw Refuse.Enumeration("AccountType", type);
        account["Classification"] = known.Classification;
        account["AccountSubType"] ??= known.SubType;
        account["Active"] = account.Flag("Active") ?? true;
        UniqueNames.Settle(write, "Name", "account", "Account");
        account["SubAccount"] = account.RefId("ParentRef") is not null;
        account["FullyQualifiedName"] = Hierarchy.FullName(write, "Name");
        account["CurrentBalance"] ??= 0;
        account["CurrentBalanceWithSubAccounts"] ??= 0;
        account["CurrencyRef"] ??= Json.Ref(write.Company.HomeCurrency);
    }
}
