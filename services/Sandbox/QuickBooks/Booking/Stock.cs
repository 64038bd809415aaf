using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Quantities on hand of inventory items follow sales, credits and adjustments; they may go below zero.</summary>
internal static class Stock
{
    public static void Move(Draft draft, string kind, JsonObject? before, JsonObject? after)
    {
        var changes = new Dictionary<string, decimal>();
        Collect(kind, before, -1, changes);
        Collect(kind, after, 1, changes);
        foreach (var (id, change) in changes)
        {
            if (change == 0 || draft.Get("Item", id)?.Text("Type") != "Inventory") continue;
            var item = draft.Touch("Item", id)!;
            item["QtyOnHand"] = Json.Number(item.AmountOrZero("QtyOnHand") + change);
        }
    }

    private static void Collect(string kind, JsonObject? document, int sign, Dictionary<string, decimal> changes)
    {
        foreach (var line in document is null ? [] : SalesLines.Leaves(document))
        {
            var adjustment = line.Object("ItemAdjustmentLineDetail");
            var detail = adjustment ?? line.Object("SalesItemLineDetail");
            if (detail?.RefId("ItemRef") is not { } item) continue;
            var quantity = adjustment is not null ? adjustment.AmountOrZero("QtyDiff") : (detail.Amount("Qty") ?? 1m) * (kind is "Invoice" or "SalesReceipt" ? -1 : 1);
            changes[item] = changes.GetValueOrDefault(item) + sign * quantity;
        }
    }
}
