using System.Globalization;
using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Items;

/// <summary>
/// The fields that an item gets only when it is made: its type, its accounts, and the stock it begins with. Later changes never carry them: stock
/// is QuickBooks' to count from then on. Virtual and downloadable products are not told apart: an order's line, which may come first, does
/// not say, and on sales forms Service and NonInventory are the same.
/// </summary>
public static class ItemBodies
{
    private const string Inventory = "Inventory";
    private const string NonInventory = "NonInventory";

    // Where no first day is known: long before any order that may still come.
    private const int DaysBack = 365;

    /// <summary>The item is kept in stock: the mapping wants it, and WooCommerce counts the product itself.</summary>
    public static bool IsStock(CompanyBooks books, WooProduct? product) => books.Mapping.Products.ItemType == Inventory && product is { ManageStock: true };

    /// <summary>Adds them to a product's fields.</summary>
    /// <param name="fields">Name and description and price.</param>
    /// <param name="books">The company.</param>
    /// <param name="product">As the shop has it; null where only an order's line is known.</param>
    /// <param name="today">Today.</param>
    /// <exception cref="FaultException">An account that it needs is missing.</exception>
    public static JsonObject Product(JsonObject fields, CompanyBooks books, WooProduct? product, DateOnly today)
    {
        if (!IsStock(books, product))
            return Plain(fields, books, books.Mapping.Products.ItemType == Inventory ? NonInventory : books.Mapping.Products.ItemType);
        fields["Type"] = Inventory;
        fields["TrackQtyOnHand"] = true;
        fields["QtyOnHand"] = Math.Max(0, product!.StockQuantity ?? 0); // sold beyond stock: QuickBooks begins at none
        fields["InvStartDate"] = StartOfStock(books, today);
        fields["IncomeAccountRef"] = Fields.RefTo(AccountChoice.Income(books));
        fields["ExpenseAccountRef"] = Fields.RefTo(ItemAccounts.CostOfGoods(books));
        fields["AssetAccountRef"] = Fields.RefTo(ItemAccounts.Stock(books));
        return fields;
    }

    /// <summary>Adds them to an item that is not kept in stock.</summary>
    /// <exception cref="FaultException">An account that it needs is missing.</exception>
    public static JsonObject Plain(JsonObject fields, CompanyBooks books, string type)
    {
        fields["Type"] = type;
        fields["IncomeAccountRef"] = Fields.RefTo(AccountChoice.Income(books));
        if (ItemAccounts.Expense(books) is { } expense) fields["ExpenseAccountRef"] = Fields.RefTo(expense);
        return fields;
    }

    /// <summary>The plan of the company does not keep stock; null for another refusal.</summary>
    public static Fault? Explain(RefusedException refused) =>
        refused.Has("5020") || refused.Has("5030") || refused.Errors.Any(error => error.Code == "6000" && Speaks(error.Detail))
            ? new Fault(FaultKind.MappingMissing, "plan_lacks_inventory",
                "QuickBooks does not keep stock for this company: its plan has no inventory, or it is switched off (Account and settings, Sales, Products and services). Nothing was booked. Switch it on or change the plan, or set products.item_type of the mapping to NonInventory, then push the record again.")
            : null;

    // The day before the books begin: QuickBooks compares days in its own zone, the shop's first order may be a day earlier there.
    private static string StartOfStock(CompanyBooks books, DateOnly today)
    {
        if (books.Mapping.Products.InventoryStart is { } set) return set;
        var first = DateOnly.TryParseExact(books.StartDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) ? start.AddDays(-1) : today.AddDays(-DaysBack);
        return first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static bool Speaks(string detail) =>
        detail.Contains("inventory", StringComparison.OrdinalIgnoreCase) || detail.Contains("quantity on hand", StringComparison.OrdinalIgnoreCase);
}
