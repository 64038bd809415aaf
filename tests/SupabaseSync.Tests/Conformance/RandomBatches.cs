using System.Text.Json.Nodes;

namespace SupabaseSync.Tests.Conformance;

/// <summary>Batches as no sane client would send them, the same for the same seed.</summary>
internal sealed class RandomBatches(int seed)
{
    private static readonly string?[] Dates = [null, "2026-11-01T10:00:00Z", "2026-11-01T10:00:01Z", "2026-11-02T00:00:00Z"];
    private static readonly string[] Texts = ["", "x", "Mug", "a \"b\" \\ c", "日本", "abc", "12.50"];
    private readonly Random _random = new(seed);

    /// <summary>An entity and a batch for it.</summary>
    public (string Entity, JsonArray Batch) Next()
    {
        var entity = Pick("orders", "orders", "products", "customers");
        var taken = new HashSet<(string?, string?, string?, string?)>();
        var batch = new JsonArray();
        for (var count = _random.Next(1, 7); count > 0; count--)
        {
            var record = Record(entity);
            // Two records of one key and one version in one batch have no defined winner.
            if (record is not JsonObject row || taken.Add((Text(row, "store_id"), Text(row, "woo_id"), Text(row, "date_modified_gmt"), Text(row, "sync_seq"))))
                batch.Add(record);
        }
        return (entity, batch);
    }

    private JsonNode? Record(string entity)
    {
        if (Chance(3)) return Pick<Func<JsonNode?>>(() => null, () => 7, () => "x", () => new JsonArray(1))();
        var row = new JsonObject { ["store_id"] = Pick("s1", "s1", "s2"), ["woo_id"] = _random.Next(1, 5) };
        if (!Chance(10)) row["date_modified_gmt"] = Pick(Dates);
        if (!Chance(10)) row["sync_seq"] = Chance(50) ? _random.Next(0, 4) : _random.Next(0, 4).ToString();
        if (Chance(20)) row["deleted"] = Pick<Func<JsonNode?>>(() => true, () => true, () => false, () => "true", () => "maybe", () => null)();
        if (Chance(2)) row.Remove(Pick("store_id", "woo_id"));
        if (Chance(2)) row["woo_id"] = Pick<Func<JsonNode?>>(() => "3", () => "x", () => 1.5, () => null)();
        switch (entity)
        {
            case "orders":
                if (!Chance(10)) row["status"] = Pick("processing", "completed", "x");
                if (!Chance(10)) row["currency"] = Pick("EUR", "USD");
                if (!Chance(10)) row["total"] = Money();
                Maybe(row, "total_tax", Money);
                Maybe(row, "prices_include_tax", Flag);
                Maybe(row, "customer_id", Id);
                Maybe(row, "date_paid_gmt", Instant);
                Maybe(row, "billing", Json);
                if (Chance(70)) row["lines"] = Parts(10, line => line["kind"] = Chance(3) ? "zzz" : Pick("line_item", "fee", "tax"));
                if (Chance(60)) row["refunds"] = Parts(90, _ => { });
                break;
            case "products":
                Maybe(row, "name", () => Pick(Texts));
                Maybe(row, "price", Money);
                Maybe(row, "stock_quantity", Money);
                Maybe(row, "manage_stock", Flag);
                Maybe(row, "parent_woo_id", Id);
                break;
            default:
                Maybe(row, "email", () => Pick(Texts));
                Maybe(row, "is_paying_customer", Flag);
                Maybe(row, "shipping", Json);
                break;
        }
        Maybe(row, "raw", Json);
        Maybe(row, "unknown_key", Json);
        return row;
    }

    private JsonNode? Parts(int from, Action<JsonObject> finish)
    {
        if (Chance(3)) return Pick<Func<JsonNode?>>(() => null, () => new JsonObject(), () => 1)();
        var parts = new JsonArray();
        for (var count = _random.Next(0, 4); count > 0; count--)
        {
            var part = new JsonObject { ["woo_id"] = from + _random.Next(0, 8) };
            Maybe(part, from == 10 ? "total" : "amount", Money);
            Maybe(part, "meta_data", Json);
            Maybe(part, "raw", Json);
            finish(part);
            parts.Add(part);
        }
        return parts;
    }

    private JsonNode? Money() => Pick<Func<JsonNode?>>(() => "10.50", () => 10.5m, () => "-3", () => "0.123456", () => null, () => "1e2", () => " 7 ", () => Chance(30) ? "abc" : "1", () => Chance(30) ? "" : "2.00")();

    private JsonNode? Flag() => Pick<Func<JsonNode?>>(() => true, () => false, () => null, () => "yes", () => 0, () => Chance(30) ? "maybe" : "f")();

    private JsonNode? Id() => Pick<Func<JsonNode?>>(() => 5, () => "6", () => null, () => Chance(30) ? "1.5" : 7, () => Chance(30) ? "99999999999999999999" : 8)();

    private JsonNode? Instant() => Pick<Func<JsonNode?>>(() => "2026-11-01T10:00:00", () => "2026-11-01T10:00:00.5Z", () => "2026-11-01 12:00:00+02", () => null, () => Chance(30) ? "soon" : "2026-11-01", () => Chance(30) ? "2026-13-41T00:00:00" : null)();

    private JsonNode? Json() => Pick<Func<JsonNode?>>(() => null, () => new JsonObject { ["a"] = 1, ["b"] = new JsonArray(1.50m, "x", null) }, () => new JsonObject { ["b"] = new JsonArray(1.5m, "x", null), ["a"] = 1.0m }, () => new JsonArray(), () => "text", () => 3)();

    private void Maybe(JsonObject row, string key, Func<JsonNode?> value)
    {
        if (Chance(60)) row[key] = value();
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private static string? Text(JsonObject row, string key) => row[key]?.ToString();
}
