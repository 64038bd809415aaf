using QboSync.Company;

namespace QboSync.Checking.Rules;

/// <summary>Accounts and other entries of the company that booking needs.</summary>
internal static class EntryRules
{
    public static IEnumerable<Finding> Check(CheckFacts facts)
    {
        foreach (var broken in facts.Broken)
            yield return Finding.Error("mapping_broken", broken.Field, $"The mapping cannot be followed: {broken}.", $"Set {broken.Field} to something that the company has (GET /api/quickbooks/mapping lists it under choices), or mend it in QuickBooks.");
        var accounts = facts.Lists.Facts.Accounts;
        if (facts.Mapping.Accounts.Income is null)
            yield return Finding.Error("account_missing", "accounts.income", "The company has no income account, and every item needs one.", "Add an account of type Income in QuickBooks, or name one in accounts.income.");
        if (facts.Mapping.Accounts is { RefundFrom: null, Deposit: null })
            yield return Finding.Warning("refund_account_missing", "accounts.refund_from", "It is not known from which account refunds are paid: none is set, and the company has no Undeposited Funds.", "Name a bank account in accounts.refund_from.");
        if (facts.Mapping.GatewayFees is { Enabled: true, ExpenseAccount: null })
            yield return Finding.Error("fee_account_missing", "gateway_fees.expense_account", "The fees of payment gateways are to be booked, but no expense account is named.", "Name one in gateway_fees.expense_account.");
        if (facts.Mapping.Products.ItemType == "Inventory")
            foreach (var finding in Stock(facts, accounts)) yield return finding;
        if (facts.DuplicateSkus > 0)
            yield return Finding.Warning("duplicate_skus", null, $"{facts.DuplicateSkus} SKUs stand for more than one item or product, so it is not certain which is sold.", "See GET /api/quickbooks/duplicate-skus, and make each SKU unique in the shop and in QuickBooks.");
    }

    private static IEnumerable<Finding> Stock(CheckFacts facts, IReadOnlyList<CompanyAccount> accounts)
    {
        if (!facts.Lists.Setup.Inventory || facts.Lists.Setup.Plan is { } plan && (plan.Contains("Simple Start", StringComparison.OrdinalIgnoreCase) || plan.Contains("Essentials", StringComparison.OrdinalIgnoreCase)))
            yield return Finding.Error("inventory_not_in_plan", "products.item_type", $"Products are to become Inventory items, but the company does not track quantities{(facts.Lists.Setup.Plan is { } named ? $" ({named})" : "")}; only the plans Plus and Advanced do.",
                "Switch on inventory in QuickBooks (Account and settings, Sales), change the plan, or set products.item_type to NonInventory.");
        if (facts.Mapping.Accounts.Asset is null && !accounts.Any(account => account is { Type: "Other Current Asset", SubType: "Inventory" }))
            yield return Finding.Error("account_missing", "accounts.asset", "Products are to become Inventory items, but the company has no inventory asset account.", "Add an account of type Other Current Asset, detail type Inventory, or name one in accounts.asset.");
        if (facts.Mapping.Accounts.Expense is null && accounts.All(account => account.Type != "Cost of Goods Sold"))
            yield return Finding.Error("account_missing", "accounts.expense", "Products are to become Inventory items, but the company has no account for cost of goods sold.", "Add one in QuickBooks, or name one in accounts.expense.");
        if (facts.Mapping.Products.InventoryStart is { } from && facts.StartDate is { } start && string.CompareOrdinal(from, start) > 0)
            yield return Finding.Warning("inventory_starts_late", "products.inventory_start", $"Stock is kept from {from}, but orders are booked from {start}: QuickBooks refuses sales dated before an item's stock starts.", $"Set products.inventory_start to {start} or earlier.");
    }
}
