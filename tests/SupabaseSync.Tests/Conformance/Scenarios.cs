namespace SupabaseSync.Tests.Conformance;

/// <summary>The promises of the schema, one story each.</summary>
public static class Scenarios
{
    private const string Order = """{"store_id":"s1","woo_id":1,"status":"processing","currency":"EUR","total":"10.50","date_modified_gmt":"2026-11-01T10:00:00Z","sync_seq":3,"raw":{"id":1}""";

    public static readonly IReadOnlyList<Scenario> All =
    [
        new Scenario("a record is created once and then unchanged, whatever is repeated")
            .Send("orders", $"[{Order}}}]", "1 created")
            .Untouched("orders", inner => inner.Send("orders", $"[{Order}}}]", "1 unchanged").Send("orders", $"[{Order}}},{Order}}}]", "1 unchanged", "1 unchanged"))
            .Count("orders", 1),

        new Scenario("an older version never overwrites a newer one")
            .Send("products", """[{"store_id":"s1","woo_id":7,"name":"new","date_modified_gmt":"2026-11-02T00:00:00Z","sync_seq":5}]""", "7 created")
            .Send("products", """[{"store_id":"s1","woo_id":7,"name":"old","date_modified_gmt":"2026-11-01T23:59:59Z","sync_seq":9}]""", "7 stale")
            .Row("products", 7, """{"name":"new","sync_seq":5,"date_modified_gmt":"2026-11-02T00:00:00+00:00"}"""),

        new Scenario("within one second the sequence decides, and an equal version passes")
            .Send("customers", """[{"store_id":"s1","woo_id":2,"email":"a@x.test","date_modified_gmt":"2026-11-02T00:00:00Z","sync_seq":5}]""", "2 created")
            .Send("customers", """[{"store_id":"s1","woo_id":2,"email":"b@x.test","date_modified_gmt":"2026-11-02T00:00:00Z","sync_seq":4}]""", "2 stale")
            .Send("customers", """[{"store_id":"s1","woo_id":2,"email":"c@x.test","date_modified_gmt":"2026-11-02T00:00:00Z","sync_seq":5}]""", "2 updated")
            .Send("customers", """[{"store_id":"s1","woo_id":2,"email":"d@x.test","date_modified_gmt":"2026-11-02T00:00:00Z","sync_seq":6}]""", "2 updated")
            .Row("customers", 2, """{"email":"d@x.test","sync_seq":6}"""),

        new Scenario("no date is older than any date")
            .Send("customers", """[{"store_id":"s1","woo_id":2,"email":"a@x.test","date_modified_gmt":null,"sync_seq":5}]""", "2 created")
            .Send("customers", """[{"store_id":"s1","woo_id":2,"email":"b@x.test","date_modified_gmt":"1999-01-01T00:00:00Z","sync_seq":1}]""", "2 updated")
            .Send("customers", """[{"store_id":"s1","woo_id":2,"email":"c@x.test","date_modified_gmt":null,"sync_seq":9}]""", "2 stale")
            .Row("customers", 2, """{"email":"b@x.test"}"""),

        new Scenario("of two versions in one batch the newer stands, in whatever order they come")
            .Send("products", """
                [{"store_id":"s1","woo_id":7,"name":"new","date_modified_gmt":"2026-11-02T00:00:00Z","sync_seq":2},
                 {"store_id":"s1","woo_id":7,"name":"old","date_modified_gmt":"2026-11-01T00:00:00Z","sync_seq":1}]
                """, "7 created", "7 updated")
            .Row("products", 7, """{"name":"new"}"""),

        new Scenario("stores do not share keys")
            .Send("products", """[{"store_id":"s2","woo_id":7,"name":"b","sync_seq":1},{"store_id":"s1","woo_id":7,"name":"a","sync_seq":1}]""", "7 created", "7 created")
            .Count("products", 2),

        new Scenario("lines and refunds follow their order, those that are gone are marked")
            .Send("orders", $$"""[{{Order}},"lines":[{"woo_id":11,"kind":"line_item","total":"7.50","quantity":1},{"woo_id":12,"kind":"shipping","total":"3.00"}],"refunds":[{"woo_id":90,"amount":"2.00"}]}]""", "1 created")
            .Row("order_lines", 11, """{"order_woo_id":1,"kind":"line_item","total":7.50,"deleted_at":null}""")
            .Row("order_refunds", 90, """{"order_woo_id":1,"amount":2.00,"deleted_at":null}""")
            .Send("orders", $$"""[{{Order}},"lines":[{"woo_id":11,"kind":"line_item","total":"7.50","quantity":2},{"woo_id":13,"kind":"fee","total":"-1"}],"refunds":[]}]""", "1 updated")
            .Row("order_lines", 11, """{"quantity":2,"deleted_at":null}""")
            .Row("order_lines", 12, """{"total":3.00,"deleted_at":"*"}""")
            .Row("order_lines", 13, """{"total":-1}""")
            .Row("order_refunds", 90, """{"deleted_at":"*"}""")
            .Send("orders", $$"""[{{Order}},"lines":[{"woo_id":11,"kind":"line_item","total":"7.50","quantity":2},{"woo_id":13,"kind":"fee","total":"-1"}],"refunds":[]}]""", "1 unchanged")
            .Send("orders", $$"""[{{Order}}}]""", "1 unchanged")
            .Row("order_lines", 13, """{"deleted_at":null}"""),

        new Scenario("the lines of a stale order do not overwrite newer lines")
            .Send("orders", $$"""[{{Order}},"lines":[{"woo_id":11,"kind":"line_item","name":"new"}]}]""", "1 created")
            .Untouched("order_lines", inner => inner.Send("orders",
                """[{"store_id":"s1","woo_id":1,"status":"pending","currency":"EUR","total":"1","date_modified_gmt":"2026-10-01T10:00:00Z","sync_seq":9,"lines":[{"woo_id":11,"kind":"line_item","name":"old"},{"woo_id":19,"kind":"fee"}]}]""", "1 stale")),

        new Scenario("a refund known only by its sum keeps the details that are stored")
            .Send("orders", $$"""[{{Order}},"refunds":[{"woo_id":90,"amount":"2.00","reason":"broken","line_items":[{"id":5}],"raw":{"id":90} }]}]""", "1 created")
            .Send("orders", $$"""[{{Order}},"refunds":[{"woo_id":90,"amount":"2.00","reason":"broken"},{"woo_id":91,"amount":"1"}]}]""", "1 updated")
            .Row("order_refunds", 90, """{"amount":2.00,"line_items":[{"id":5}],"raw":{"id":90}}""")
            .Row("order_refunds", 91, """{"amount":1,"raw":{}}"""),

        new Scenario("a delete is soft, keeps what is known, takes lines and refunds along, and a later version revives all")
            .Send("orders", $$"""[{{Order}},"lines":[{"woo_id":11,"kind":"line_item","total":"10.50"}],"refunds":[{"woo_id":90,"amount":"2.00"}]}]""", "1 created")
            .Send("orders", """[{"store_id":"s1","woo_id":1,"date_modified_gmt":"2026-11-01T10:00:00Z","sync_seq":2,"deleted":true}]""", "1 stale")
            .Row("orders", 1, """{"deleted_at":null}""")
            .Send("orders", """[{"store_id":"s1","woo_id":1,"date_modified_gmt":"2026-11-01T10:00:00Z","sync_seq":4,"deleted":true}]""", "1 updated")
            .Row("orders", 1, """{"deleted_at":"*","status":"processing","total":10.50,"raw":{"id":1},"sync_seq":4}""")
            .Row("order_lines", 11, """{"deleted_at":"*","total":10.50}""")
            .Row("order_refunds", 90, """{"deleted_at":"*"}""")
            .Untouched("orders", inner => inner.Send("orders", """[{"store_id":"s1","woo_id":1,"date_modified_gmt":"2026-11-01T10:00:00Z","sync_seq":4,"deleted":true}]""", "1 unchanged"))
            .Send("orders", $$"""[{{Order.Replace("\"sync_seq\":3", "\"sync_seq\":5")}},"lines":[{"woo_id":11,"kind":"line_item","total":"10.50"}],"refunds":[{"woo_id":90,"amount":"2.00"}]}]""", "1 updated")
            .Row("orders", 1, """{"deleted_at":null}""")
            .Row("order_lines", 11, """{"deleted_at":null}""")
            .Row("order_refunds", 90, """{"deleted_at":null}"""),

        new Scenario("a delete that comes first keeps what comes late from rising again")
            .Send("orders", """[{"store_id":"s1","woo_id":1,"date_modified_gmt":"2026-11-05T00:00:00Z","sync_seq":4,"deleted":true}]""", "1 created")
            .Send("orders", $"[{Order}}}]", "1 stale")
            .Row("orders", 1, """{"deleted_at":"*","status":null}"""),

        new Scenario("a record that cannot be stored fails alone and leaves nothing behind")
            .Send("orders", $$"""
                [{{Order}}},
                 {"store_id":"s1","woo_id":2,"status":"processing","currency":"EUR","total":"abc","sync_seq":1},
                 {"store_id":"s1","woo_id":3,"status":"processing","currency":"EUR","total":"","sync_seq":1},
                 {"store_id":"s1","woo_id":4,"status":"processing","sync_seq":1},
                 {"store_id":"s1","woo_id":5,"status":"processing","currency":"EUR","total":"1","sync_seq":1,"lines":[{"woo_id":51,"kind":"fee"},{"woo_id":52,"kind":"zzz"}]},
                 {"store_id":"s1","woo_id":6,"status":"processing","currency":"EUR","total":"1","sync_seq":1,"date_paid_gmt":"yesterdayish"},
                 {"store_id":"s1","woo_id":7,"status":"processing","currency":"EUR","total":"1","sync_seq":1,"lines":[{"woo_id":71,"kind":"fee"},{"woo_id":71,"kind":"fee"}]},
                 {"store_id":"s1","woo_id":"8x","status":"processing"},
                 {"store_id":"s1","status":"processing","currency":"EUR","total":"1"},
                 {"woo_id":9,"status":"processing","currency":"EUR","total":"1"},
                 {"store_id":"s1","woo_id":10,"status":"processing","currency":"EUR","total":"1","sync_seq":1}]
                """,
                "1 created", "2 error 22P02", "3 error 22P02", "4 error 23514", "5 error 23514", "6 error 22007", "7 error 21000", "10 created", "\"8x\" error 22P02", "null error 23502", "9 error 23502")
            .Count("orders", 2).Count("order_lines", 0),

        new Scenario("what is no record fails alone too")
            .Send("products", """[7,"x",null,[],{"store_id":"s1","woo_id":1,"sync_seq":1}]""",
                "1 created", "null error 22023", "null error 22023", "null error 22023", "null error 22023"),

        new Scenario("a batch that is none fails as a whole").Refused("orders", """{"a":1}""", "22023"),

        new Scenario("an empty batch is answered with nothing").Send("customers", "[]"),

        new Scenario("money keeps its own number of decimals, and equal amounts are no change")
            .Send("products", """[{"store_id":"s1","woo_id":1,"price":"10.50","regular_price":0.1,"sale_price":"12345678901234.12345678","stock_quantity":2.500,"sync_seq":1}]""", "1 created")
            .Row("products", 1, """{"price":10.50,"regular_price":0.1,"sale_price":12345678901234.12345678,"stock_quantity":2.5}""")
            .Send("products", """[{"store_id":"s1","woo_id":1,"price":10.5,"regular_price":"0.10","sale_price":"12345678901234.12345678","stock_quantity":"2.5","sync_seq":1}]""", "1 unchanged"),

        new Scenario("dates come out in UTC whatever zone they came in, and none means UTC")
            .Send("orders", $$"""[{{Order}},"date_created_gmt":"2026-11-01T10:00:00","date_paid_gmt":"2026-11-01T12:00:00.250+02:00"}]""", "1 created")
            .Row("orders", 1, """{"date_created_gmt":"2026-11-01T10:00:00+00:00","date_paid_gmt":"2026-11-01T10:00:00.25+00:00"}"""),

        new Scenario("a key that is missing keeps the column, a key that is null empties it")
            .Send("products", """[{"store_id":"s1","woo_id":1,"name":"a","sku":"A","price":"1","sync_seq":1}]""", "1 created")
            .Send("products", """[{"store_id":"s1","woo_id":1,"sku":null,"sync_seq":2}]""", "1 updated")
            .Row("products", 1, """{"name":"a","sku":null,"price":1,"raw":{}}"""),

        new Scenario("raw is compared by content, not by spelling")
            .Send("products", """[{"store_id":"s1","woo_id":1,"raw":{"a":1,"b":[1.50,{"c":null}]},"sync_seq":1}]""", "1 created")
            .Send("products", """[{"store_id":"s1","woo_id":1,"raw":{"b":[1.5,{"c":null}],"a":1.0},"sync_seq":1}]""", "1 unchanged")
            .Send("products", """[{"store_id":"s1","woo_id":1,"raw":{"b":[{"c":null},1.5],"a":1},"sync_seq":1}]""", "1 updated"),

        new Scenario("any text goes in and comes out again")
            .Send("products", """[{"store_id":"s1","woo_id":1,"name":"\ud83d\ude00 日本 <b>\"x\"</b> \\ \n \u200f","sync_seq":1}]""", "1 created")
            .Row("products", 1, """{"name":"\ud83d\ude00 日本 <b>\"x\"</b> \\ \n \u200f"}"""),
    ];
}
