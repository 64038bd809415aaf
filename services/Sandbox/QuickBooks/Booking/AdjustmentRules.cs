using System.Globalization;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Inventory adjustments.</summary>
internal static class AdjustmentRules
{
    public static void Complete(Write write)
    {
        var document = write.Document;
        if (!write.Company.Switches.InventoryInPlan) throw Refuse.NotInPlan("inventory");
        if (document.RefId("AdjustAccountRef") is null) throw Refuse.Missing("AdjustAccountRef");
        if (!document.Objects("Line").Any()) throw Refuse.Missing("Line");
        document["TxnDate"] ??= write.Company.Clock.Today;
        var number = 0;
        foreach (var line in document.Objects("Line"))
        {
            var detail = line.Object("ItemAdjustmentLineDetail") ?? throw Refuse.Missing("Line.ItemAdjustmentLineDetail");
            var id = detail.RefId("ItemRef") ?? throw Refuse.Missing("Line.ItemAdjustmentLineDetail.ItemRef");
            if (detail.Amount("QtyDiff") is null) throw Refuse.Missing("Line.ItemAdjustmentLineDetail.QtyDiff");
            if (write.Draft.Get("Item", id)!.Text("Type") != "Inventory") throw Refuse.Business($"Item {id} doesn't track quantity on hand.");
            line["Id"] = (++number).ToString(CultureInfo.InvariantCulture);
            line["DetailType"] = "ItemAdjustmentLineDetail";
        }
    }
}
