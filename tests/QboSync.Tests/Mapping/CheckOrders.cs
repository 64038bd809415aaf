using System.Globalization;
using System.Text.Json.Nodes;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Mapping;

/// <summary>Orders with what a check looks at.</summary>
internal static class CheckOrders
{
    /// <summary>An order of 100 plus tax at one rate.</summary>
    public static string Taxed(long id, string currency, decimal percent, string method = "stripe", string title = "Card", string status = "processing")
    {
        var tax = percent; // of 100.00
        var order = JsonNode.Parse(new Order(id) { Currency = currency, Status = status, Tax = tax, Lines = [new("Plain Mug", "MUG-01", 14, 1, 100m, tax)] }.Json())!.AsObject();
        var amount = tax.ToString("0.00", CultureInfo.InvariantCulture);
        order["payment_method"] = method;
        order["payment_method_title"] = title;
        order["tax_lines"] = new JsonArray(new JsonObject
        {
            ["id"] = id * 100 + 90, ["rate_code"] = "GB-VAT-1", ["rate_id"] = 3, ["label"] = "VAT", ["tax_total"] = amount, ["shipping_tax_total"] = "0.00", ["rate_percent"] = percent,
        });
        order["line_items"]![0]!["taxes"] = new JsonArray(new JsonObject { ["id"] = 3, ["total"] = amount, ["subtotal"] = amount });
        return order.ToJsonString();
    }
}
