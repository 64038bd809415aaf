using System.Globalization;
using System.Text.Json.Nodes;
using Contracts;

namespace SupabaseSync.Tests.Conflicts;

/// <summary>Orders of all sorts: kinds of lines, refunds with and without details, odd numbers, texts, dates and metadata.</summary>
internal sealed class VariedOrders(Shop shop, int seed)
{
    private static readonly string[] Statuses = ["pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed", "checkout-draft", "wc-own"];
    private static readonly string[] Texts = ["", " ", "Mug", "Öl & Essig <b>\"fein\"</b>", "line\nbreak\ttab", "😀 emoji", "\\u0000 as text", "a\0b", "1.0", "true", "null", "2026-11-01T10:00:00", "日本語", "quote ' and $json$x"];
    private static readonly string[] Sums = ["0.00", "12.30", "0.1", "1234567.89", "19.999999", "-3.50", "5", "0.000000", "100.10"];
    private readonly Random _random = new(seed);

    public RecordChanged Next(long id)
    {
        JsonArray? details = _random.Next(4) == 0 ? new JsonArray([.. Enumerable.Range(1, _random.Next(1, 3)).Select(number => Refund((id * 100) + number))]) : null;
        return shop.Order(id, Any(Statuses), Any(Sums), body => Vary(body, id), _random.Next(2) == 0 ? details?.ToJsonString().Replace("$json$", "") : null);
    }

    private void Vary(JsonObject body, long id)
    {
        foreach (var column in new[] { "discount_total", "discount_tax", "shipping_total", "shipping_tax", "cart_tax", "total_tax" })
            if (_random.Next(5) > 0) body[column] = _random.Next(8) == 0 ? "" : Any(Sums);
        foreach (var column in new[] { "customer_note", "payment_method", "payment_method_title", "transaction_id", "order_key", "created_via" })
            if (_random.Next(5) > 0) body[column] = Text();
        foreach (var column in new[] { "date_paid_gmt", "date_completed_gmt" })
            body[column] = _random.Next(3) switch { 0 => null, 1 => "2026-11-01T10:00:00", _ => "2026-03-29T02:30:00" };
        body["customer_id"] = _random.Next(2) * _random.Next(1000);
        body["parent_id"] = 0;
        body["prices_include_tax"] = _random.Next(2) == 0;
        body["billing"] = new JsonObject { ["first_name"] = Text(), ["city"] = Text(), ["email"] = _random.Next(3) == 0 ? "" : "x@example.test", ["z"] = null, ["a"] = 1 };
        body["shipping"] = _random.Next(4) == 0 ? new JsonArray() : new JsonObject { ["city"] = Text() };
        body["meta_data"] = new JsonArray(new JsonObject { ["id"] = 1, ["key"] = "_odd", ["value"] = Odd(_random.Next(5)) });
        var line = id * 1000;
        body["line_items"] = Lines(ref line, () => new JsonObject
        {
            ["name"] = Text(), ["product_id"] = _random.Next(50), ["variation_id"] = 0, ["quantity"] = _random.Next(3) == 0 ? JsonValue.Create(0.5) : _random.Next(9), ["subtotal"] = Any(Sums), ["total"] = Any(Sums),
            ["total_tax"] = Any(Sums), ["sku"] = _random.Next(3) == 0 ? null : Text(), ["price"] = _random.NextDouble() * 100, ["taxes"] = new JsonArray(new JsonObject { ["id"] = 1, ["total"] = "1.166667" }), ["meta_data"] = new JsonArray(Odd(3)),
        });
        body["shipping_lines"] = Lines(ref line, () => new JsonObject { ["method_title"] = Text(), ["method_id"] = "flat_rate", ["total"] = Any(Sums), ["taxes"] = new JsonArray() });
        body["fee_lines"] = Lines(ref line, () => new JsonObject { ["name"] = Text(), ["total"] = Any(Sums), ["tax_class"] = "" });
        body["coupon_lines"] = Lines(ref line, () => new JsonObject { ["code"] = Text(), ["discount"] = Any(Sums), ["discount_tax"] = "0" });
        body["tax_lines"] = Lines(ref line, () => new JsonObject { ["label"] = "VAT", ["rate_id"] = 1, ["rate_code"] = "AT-VAT-1", ["rate_percent"] = 20, ["tax_total"] = Any(Sums), ["shipping_tax_total"] = "0.00" });
    }

    private JsonArray Lines(ref long id, Func<JsonObject> make)
    {
        var lines = new JsonArray();
        for (var count = _random.Next(3); count > 0; count--)
        {
            var line = make();
            line["id"] = ++id;
            lines.Add(line);
        }
        return lines;
    }

    private JsonObject Refund(long id) => new()
    {
        ["id"] = id, ["amount"] = string.Create(CultureInfo.InvariantCulture, $"{_random.Next(1, 9)}.{_random.Next(10, 99)}"), ["reason"] = Any(["", "broken", "zu spät"]), ["refunded_by"] = _random.Next(2), ["refunded_payment"] = _random.Next(2) == 0,
        ["date_created_gmt"] = "2026-11-20T09:00:00", ["line_items"] = new JsonArray(new JsonObject { ["id"] = 1, ["total"] = "-1.00" }), ["meta_data"] = new JsonArray(),
    };

    private string Text() => Any(Texts).Replace("$json$", "");

    private static JsonNode? Odd(int kind) => kind switch
    {
        0 => JsonNode.Parse("1e3"),
        1 => JsonNode.Parse("0.10000000000000000555"),
        2 => JsonNode.Parse("""{"b":{"c":[1,2.50,null,true,{"d":""}]},"a":-0.0}"""),
        3 => JsonNode.Parse("""[12345678901234567890,"\ud83d\ude00",[],{}]"""),
        _ => null,
    };

    private T Any<T>(IReadOnlyList<T> among) => among[_random.Next(among.Count)];
}
