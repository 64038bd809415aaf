using System.Globalization;
using System.Text.Json.Nodes;

namespace Benchmarks.Filling;

/// <summary>The orders of a shop, twenty kinds in turn: by customers and guests, shipped or not, with a coupon or a fee, unpaid, cancelled, given back in part or whole.</summary>
internal static class Baskets
{
    /// <summary>The coupon that some orders bring.</summary>
    public const string Coupon = "save10";

    /// <summary>What is given back of an order later.</summary>
    public enum Refund
    {
        Nothing,
        Part,
        Everything,
    }

    /// <summary>The request that places an order.</summary>
    public static JsonObject Request(int number, IReadOnlyList<long> goods, IReadOnlyList<long> customers)
    {
        var kind = number % 20;
        var (payment, status) = kind switch
        {
            3 => ("bacs", "on-hold"),
            11 => ("bacs", "cancelled"),
            _ => (kind % 2 == 0 ? "stripe" : "paypal", kind % 5 < 3 ? "completed" : "processing"),
        };
        var order = new JsonObject
        {
            ["status"] = status,
            ["payment_method"] = payment,
            ["payment_method_title"] = payment switch { "bacs" => "Direct bank transfer", "paypal" => "PayPal", _ => "Credit card" },
            ["line_items"] = new JsonArray([.. Enumerable.Range(0, 1 + number % 4).Select(line => (JsonNode)new JsonObject
            {
                ["product_id"] = goods[(number * 13 + line * 101) % goods.Count], ["quantity"] = 1 + (number + line) % 3,
            })]),
        };
        if (payment == "stripe") order["transaction_id"] = string.Create(CultureInfo.InvariantCulture, $"ch_{number:x8}");
        if (kind % 3 == 2)
        {
            // Guests come again now and then.
            var guest = number % 4_001;
            var address = People.Address(guest, string.Create(CultureInfo.InvariantCulture, $"guest{guest}@example.test"));
            (order["billing"], order["shipping"]) = (address, address.DeepClone());
        }
        else order["customer_id"] = customers[number * 7 % customers.Count];
        if (kind % 2 == 0) order["shipping_lines"] = new JsonArray((JsonNode)new JsonObject { ["method_id"] = "flat_rate", ["method_title"] = "Flat rate", ["total"] = "7.50" });
        if (kind is 4 or 13) order["coupon_lines"] = new JsonArray((JsonNode)new JsonObject { ["code"] = Coupon });
        if (kind is 7) order["fee_lines"] = new JsonArray((JsonNode)new JsonObject { ["name"] = "Gift box", ["total"] = "2.35", ["tax_status"] = "taxable" });
        return order;
    }

    /// <summary>One order in twenty gives something back, one of them in four all of it.</summary>
    public static Refund RefundOf(int number) => number % 20 != 10 ? Refund.Nothing : number % 80 == 10 ? Refund.Everything : Refund.Part;
}
