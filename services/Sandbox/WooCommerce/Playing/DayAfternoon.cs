using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;
using Sandbox.WooCommerce.Keeping;
using Sandbox.WooCommerce.Selling;

namespace Sandbox.WooCommerce.Playing;

/// <summary>What happens to the day's orders after they were placed.</summary>
internal sealed class DayAfternoon(ShopData data, ShopFloor floor, OrderDesk orders, RefundDesk refunds)
{
    public void Happen(long id, DayOrders.Later later, DateTimeOffset at)
    {
        switch (later)
        {
            case DayOrders.Later.Paid:
                Update(id, at, new JsonObject { ["set_paid"] = true, ["transaction_id"] = $"bank-{id}" });
                break;
            case DayOrders.Later.Completed:
                Update(id, at, new JsonObject { ["status"] = "completed" });
                break;
            case DayOrders.Later.Cancelled:
                Update(id, at, new JsonObject { ["status"] = "cancelled" });
                break;
            case DayOrders.Later.Burst: // three edits, two of them in one second: a tie of date_modified_gmt
                Update(id, at, new JsonObject { ["status"] = "on-hold" });
                Update(id, at.AddSeconds(1), new JsonObject { ["status"] = "processing", ["customer_note"] = "leave at the door" });
                Update(id, at.AddSeconds(1), new JsonObject { ["status"] = "completed" });
                break;
            case DayOrders.Later.PartlyRefunded:
                floor.Do(at, change => refunds.Create(id, FirstLine(id), change));
                break;
            case DayOrders.Later.FullyRefunded:
                floor.Do(at, change => refunds.Create(id, new JsonObject { ["amount"] = data.Need(Kinds.Orders, id).Text("total"), ["reason"] = "cancelled by the customer" }, change));
                break;
            default:
                break;
        }
    }

    private void Update(long id, DateTimeOffset at, JsonObject request) => floor.Do(at, change => orders.Update(id, request, change));

    /// <summary>One line back, with its taxes.</summary>
    private JsonObject FirstLine(long id)
    {
        var line = data.Need(Kinds.Orders, id).Objects("line_items").First();
        var total = line.Amount("total") ?? 0;
        var taxes = line.Objects("taxes").Select(tax => (Id: tax.Number("id"), Total: tax.Amount("total") ?? 0)).ToList();
        return new JsonObject
        {
            ["amount"] = Money.Text(total + taxes.Sum(tax => tax.Total)),
            ["reason"] = "damaged",
            ["line_items"] = new JsonArray((JsonNode)new JsonObject
            {
                ["id"] = line.Number("id"),
                ["quantity"] = line.Number("quantity"),
                ["refund_total"] = Money.Text(total),
                ["refund_tax"] = new JsonArray([.. taxes.Select(tax => (JsonNode)new JsonObject { ["id"] = tax.Id, ["refund_total"] = Money.Text(tax.Total) })]),
            }),
        };
    }
}
