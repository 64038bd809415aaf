using System.Text.Json.Nodes;

namespace Sandbox.WooCommerce.Playing;

/// <summary>
/// The orders of a day, twelve kinds in turn, so that even a short day has each kind once: storefront and REST, guests and customers, paid,
/// unpaid and paid later, coupons, fees of both signs, shipping, places with two rates, one rate and none.
/// </summary>
internal static class DayOrders
{
    /// <summary>What happens to an order later in the day.</summary>
    public enum Later
    {
        Nothing,
        Paid,
        PartlyRefunded,
        Burst,
        Cancelled,
        Completed,
        FullyRefunded,
    }

    /// <summary>The request that places order <paramref name="number"/> of the day, and what comes later.</summary>
    public static (JsonObject Request, Later Later) Make(int number, Random random, IReadOnlyList<(long Id, string Sku)> goods, IReadOnlyList<long> customers)
    {
        var person = random.Next(customers.Count);
        var simple = goods.Where(item => !item.Sku.StartsWith("DAY-HOOD", StringComparison.Ordinal) && item.Sku is not ("DAY-COURSE" or "DAY-WRAP")).ToList();
        long Sku(string sku) => goods.First(item => item.Sku == sku).Id;
        JsonNode Line(long id) => new JsonObject { ["product_id"] = id, ["quantity"] = random.Next(1, 4) };
        JsonArray Some(int count) => [.. Enumerable.Range(0, count).Select(_ => Line(simple[random.Next(simple.Count)].Id))];
        JsonArray With(JsonArray lines, params string[] skus) => [.. lines.Select(line => line!.DeepClone()), .. skus.Select(sku => Line(Sku(sku)))];
        var lines = Some(random.Next(1, 4));
        var customer = Order(customers[person], null, "stripe", "processing", lines);
        var guest = Order(0, DayGoods.Place(person, $"guest{random.Next(1, 400)}@example.test"), "stripe", "processing", lines);
        return (number % 12) switch
        {
            0 => (Checkout(guest, "cod", random), Later.Nothing),
            1 => (Coupon(Ship(customer), "save10"), Later.Nothing),
            2 => (Ship(Order(customers[person], null, "bacs", "on-hold", lines)), Later.Nothing),
            3 => (Checkout(Order(customers[person], null, "bacs", "pending", lines), "bacs", random), Later.Paid),
            4 => (Fee(Order(customers[1], null, "stripe", "processing", With(lines, "DAY-HOOD-R-L", "DAY-HOOD-B-M")), "Handling", "2.35", "taxable"), Later.Completed),
            5 => (Ship(guest), Later.PartlyRefunded),
            6 => (Fee(Ship(Order(customers[0], null, "paypal", "processing", With(lines, "DAY-WRAP"))), "Loyalty credit", "-3.00", "none"), Later.Nothing),
            7 => (Ship(customer), Later.Burst),
            8 => (Order(customers[person], null, "stripe", "completed", new JsonArray(Line(Sku("DAY-COURSE")))), Later.Nothing),
            9 => (Ship(Order(0, DayGoods.Place(5, $"guest{random.Next(1, 400)}@example.test"), "paypal", "processing", lines)), number % 24 == 9 ? Later.FullyRefunded : Later.Nothing),
            10 => (Coupon(Ship(Checkout(guest, "stripe", random)), "five"), Later.Nothing),
            _ => (Order(customers[person], null, "bacs", "pending", lines), Later.Cancelled),
        };
    }

    private static JsonObject Order(long customer, JsonObject? place, string payment, string status, JsonArray lines)
    {
        var order = new JsonObject
        {
            ["status"] = status,
            ["customer_id"] = customer,
            ["payment_method"] = payment,
            ["payment_method_title"] = payment switch { "bacs" => "Direct bank transfer", "cod" => "Cash on delivery", "paypal" => "PayPal", _ => "Credit card" },
            ["line_items"] = lines.DeepClone(),
        };
        if (place is null) return order;
        order["billing"] = place;
        order["shipping"] = place.DeepClone();
        return order;
    }

    private static JsonObject Checkout(JsonObject order, string payment, Random random)
    {
        order["created_via"] = "store-api";
        order["payment_method"] = payment;
        if (payment == "stripe") order["transaction_id"] = $"ch_{random.Next():x8}{random.Next():x8}";
        return order;
    }

    private static JsonObject Ship(JsonObject order)
    {
        order["shipping_lines"] = new JsonArray((JsonNode)new JsonObject { ["method_id"] = "flat_rate", ["method_title"] = "Flat rate", ["total"] = "7.50" });
        return order;
    }

    private static JsonObject Coupon(JsonObject order, string code)
    {
        order["coupon_lines"] = new JsonArray((JsonNode)new JsonObject { ["code"] = code });
        return order;
    }

    private static JsonObject Fee(JsonObject order, string name, string total, string taxStatus)
    {
        order["fee_lines"] = new JsonArray((JsonNode)new JsonObject { ["name"] = name, ["total"] = total, ["tax_status"] = taxStatus });
        return order;
    }
}
