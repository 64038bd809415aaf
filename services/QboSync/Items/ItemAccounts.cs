using QboSync.Company;

namespace QboSync.Items;

/// <summary>The accounts beside income that items need: as mapped, else as QuickBooks itself would choose.</summary>
public static class ItemAccounts
{
    /// <summary>Cost of goods sold of an Inventory item.</summary>
    /// <exception cref="Talking.FaultException">There is none.</exception>
    public static string CostOfGoods(CompanyBooks books) =>
        Set(books, books.Mapping.Accounts.Expense, "accounts.expense") ?? First(books, "Cost of Goods Sold", "SuppliesMaterialsCogs")
        ?? throw AccountChoice.Missing("The QuickBooks company has no account for cost of goods sold, and items in stock need one. Nothing was booked. Add one in QuickBooks, or name an account in the mapping (accounts.expense), then push the record again.");

    /// <summary>Stock of an Inventory item.</summary>
    /// <exception cref="Talking.FaultException">There is none.</exception>
    public static string Stock(CompanyBooks books) =>
        Set(books, books.Mapping.Accounts.Asset, "accounts.asset")
        ?? books.Facts.Accounts.FirstOrDefault(account => account is { Type: "Other Current Asset", SubType: "Inventory" })?.Id
        ?? throw AccountChoice.Missing("The QuickBooks company has no inventory asset account, and items in stock need one. Nothing was booked. Add one in QuickBooks (Other Current Asset, Inventory), or name an account in the mapping (accounts.asset), then push the record again.");

    /// <summary>
    /// Expense of an item that is not in stock. Only companies outside the United States must have one; elsewhere it is given where it is
    /// mapped. Null for none.
    /// </summary>
    /// <exception cref="Talking.FaultException">The one that is mapped does not exist.</exception>
    public static string? Expense(CompanyBooks books) =>
        Set(books, books.Mapping.Accounts.Expense, "accounts.expense")
        ?? (books.Facts.IsUs ? null : First(books, "Cost of Goods Sold", "SuppliesMaterialsCogs") ?? First(books, "Expense", ""));

    private static string? Set(CompanyBooks books, string? set, string field) => set is null ? null : AccountChoice.Named(books.Facts, set, field);

    private static string? First(CompanyBooks books, string type, string subType)
    {
        var accounts = books.Facts.Accounts.Where(account => account.Type == type).ToList();
        return (accounts.FirstOrDefault(account => account.SubType == subType) ?? accounts.FirstOrDefault())?.Id;
    }
}
