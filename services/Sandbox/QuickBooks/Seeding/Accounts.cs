namespace Sandbox.QuickBooks.Seeding;

/// <summary>The chart of accounts, with the ids that Intuit's sample company has.</summary>
internal static class Accounts
{
    public const string UndepositedFunds = "4";
    public const string Receivable = "84";
    public const string Payable = "42";
    public const string SalesTax = "90";
    public const string Shipping = "82";
    public const string Uncategorized = "83";
    public const string Discounts = "86";

    public static IEnumerable<(string Id, string Name, string Classification, string Type, string SubType)> For(string country)
    {
        yield return ("1", "Services Income", "Revenue", "Income", "ServiceFeeIncome");
        yield return (UndepositedFunds, "Undeposited Funds", "Asset", "Other Current Asset", "UndepositedFunds");
        yield return ("34", "Opening Balance Equity", "Equity", "Equity", "OpeningBalanceEquity");
        yield return ("35", "Checking", "Asset", "Bank", "Checking");
        yield return ("36", "Savings", "Asset", "Bank", "Savings");
        yield return ("41", "Mastercard", "Liability", "Credit Card", "CreditCard");
        yield return ("42", "Accounts Payable (A/P)", "Liability", "Accounts Payable", "AccountsPayable");
        yield return ("60", "Bank Charges", "Expense", "Expense", "BankCharges");
        yield return ("61", "Payment Processing Fees", "Expense", "Expense", "OtherMiscellaneousServiceCost");
        yield return ("79", "Sales of Product Income", "Revenue", "Income", "SalesOfProductIncome");
        yield return ("80", "Cost of Goods Sold", "Expense", "Cost of Goods Sold", "SuppliesMaterialsCogs");
        yield return ("81", "Inventory Asset", "Asset", "Other Current Asset", "Inventory");
        yield return ("82", "Shipping Income", "Revenue", "Income", "ServiceFeeIncome");
        yield return ("83", "Uncategorized Income", "Revenue", "Income", "ServiceFeeIncome");
        yield return ("84", "Accounts Receivable (A/R)", "Asset", "Accounts Receivable", "AccountsReceivable");
        yield return ("86", "Discounts given", "Revenue", "Income", "DiscountsRefundsGiven");
        yield return ("90", country == "US" ? "Sales Tax Payable" : "VAT Control", "Liability", "Other Current Liability", country == "US" ? "SalesTaxPayable" : "GlobalTaxPayable");
        yield return ("92", "Payments Clearing", "Asset", "Other Current Asset", "OtherCurrentAssets");
        yield return ("91", "Inventory Shrinkage", "Expense", "Cost of Goods Sold", "SuppliesMaterialsCogs");
    }
}
