using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Products and services.</summary>
internal static class ItemRules
{
    private static readonly string[] InventoryOnly = ["QtyOnHand", "InvStartDate", "AssetAccountRef", "ReorderPoint"];

    public static void Complete(Write write)
    {
        var item = write.Document;
        if (string.IsNullOrWhiteSpace(item.Text("Name"))) throw Refuse.Missing("Name");
        item["Name"] = item.Text("Name")!.Trim();
        UniqueNames.RefuseCharacters("Name", item.Text("Name"));
        var type = item.Text("Type") is { Length: > 0 } given ? given : throw Refuse.Missing("Type");
        if (type is not ("Service" or "NonInventory" or "Inventory" or "Category" or "Group")) throw Refuse.InvalidType("Type", type);
        if (write.Before?.Text("Type") is { } earlier && earlier != type && (earlier is "Inventory" or "Category" or "Group" || type is "Category" or "Group"))
            throw Refuse.Business($"An item of type {earlier} can't be changed to {type}.");
        item["Active"] = item.Flag("Active") ?? true;
        UniqueNames.Settle(write, "Name", "product or service", "Item");
        item["FullyQualifiedName"] = Hierarchy.FullName(write, "Name");
        if (item.RefId("ParentRef") is not null) item["SubItem"] = true;
        switch (type)
        {
            case "Inventory": Inventory(write); break;
            case "Category": item.Remove("TrackQtyOnHand"); break;
            case "Group": Bundle(write); break;
            default: NotInventory(write); break;
        }
    }

    private static void Inventory(Write write)
    {
        var item = write.Document;
        if (!write.Company.Switches.InventoryInPlan) throw Refuse.NotInPlan("inventory");
        if (item.RefId("AssetAccountRef") is not { } asset) throw Refuse.MissingAssetAccount();
        if (!item.Is("TrackQtyOnHand")) throw Refuse.Business("Inventory items must track quantity on hand: set TrackQtyOnHand to true.");
        if (item.Amount("QtyOnHand") is null) throw Refuse.Missing("QtyOnHand");
        if (item.Text("InvStartDate") is null) throw Refuse.Missing("InvStartDate");
        if (item.RefId("IncomeAccountRef") is not { } income) throw Refuse.Missing("IncomeAccountRef");
        if (item.RefId("ExpenseAccountRef") is not { } cost) throw Refuse.Missing("ExpenseAccountRef");
        Account(write, asset, "AssetAccountRef", account => account is ("Other Current Asset", "Inventory"));
        Account(write, income, "IncomeAccountRef", account => account.Type == "Income");
        Account(write, cost, "ExpenseAccountRef", account => account.Type == "Cost of Goods Sold");
        // Quantities of a tracked item move by transactions and adjustments; an update does not set them.
        if (write.Before?.Text("Type") == "Inventory") item["QtyOnHand"] = write.Before["QtyOnHand"]!.DeepClone();
        item["Taxable"] ??= true;
        item["UnitPrice"] ??= 0;
        item["PurchaseCost"] ??= 0;
    }

    private static void NotInventory(Write write)
    {
        var item = write.Document;
        foreach (var property in InventoryOnly)
            if (write.Sent[property] is not null) throw Refuse.UnknownProperty(property);
        if (write.Sent["ItemGroupDetail"] is not null) throw Refuse.UnknownProperty("ItemGroupDetail");
        if (write.Sent.Is("TrackQtyOnHand")) throw Refuse.UnknownProperty("TrackQtyOnHand");
        if (item.RefId("IncomeAccountRef") is not { } income) throw Refuse.Missing("IncomeAccountRef");
        Account(write, income, "IncomeAccountRef", account => account.Type is "Income" or "Other Income");
        if (write.Company.Country is "CA" or "GB" && item.RefId("ExpenseAccountRef") is null) throw Refuse.Missing("ExpenseAccountRef");
        item["TrackQtyOnHand"] = false;
        item["Taxable"] ??= true;
        item["UnitPrice"] ??= 0;
        item["PurchaseCost"] ??= 0;
    }

    // A bundle has no account of its own: its items have.
    private static void Bundle(Write write)
    {
        var lines = write.Document.Object("ItemGroupDetail")?.Objects("ItemGroupLine").ToList() ?? [];
        if (lines.Count == 0) throw Refuse.Missing("ItemGroupDetail.ItemGroupLine");
        foreach (var line in lines)
        {
            var id = line.RefId("ItemRef") ?? throw Refuse.Missing("ItemGroupDetail.ItemGroupLine.ItemRef");
            if (write.Draft.Get("Item", id)!.Text("Type") is "Group" or "Category") throw Refuse.Business("A bundle can hold products and services only, not bundles or categories.");
            line["Qty"] ??= 1;
        }
        write.Document["PrintGroupedItems"] ??= false;
        write.Document.Remove("TrackQtyOnHand");
    }

    private static void Account(Write write, string id, string element, Func<(string? Type, string? SubType), bool> fits)
    {
        var account = write.Draft.Get("Account", id)!;
        if (!fits((account.Text("AccountType"), account.Text("AccountSubType"))))
            throw Refuse.AccountType(element, account.Text("Name"), account.Text("AccountType"));
    }
}
