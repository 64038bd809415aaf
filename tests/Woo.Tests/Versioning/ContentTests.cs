using System.Text;
using System.Text.Json.Nodes;
using Woo.Versioning;

namespace Woo.Tests.Versioning;

public class ContentTests
{
    private static string Hash(string entity, string json, string? refunds = null) => WooContent.Hash(entity, json, refunds);

    private static string Delivery(string name) => Encoding.UTF8.GetString(Sample.Delivery(name));

    private static string Changed(string json, Action<JsonObject> change)
    {
        var record = JsonNode.Parse(json)!.AsObject();
        change(record);
        return record.ToJsonString();
    }

    /// <summary>Reads of one record at one state, by webhook and by REST, where only what is volatile differs.</summary>
    public static TheoryData<string, string, string> SameState => new()
    {
        { "orders", Delivery("0070-order.created"), Delivery("0071-order.updated") },
        { "orders", Delivery("0074-order.updated"), Sample.Rest("order-48-with-refunds") },
        { "orders", Delivery("0087-order.updated"), Sample.Rest("order-54-with-refunds") },
        { "orders", Sample.Rest("order-47"), Sample.Rest("orders-p1", 47) },
        { "orders", Delivery("0089-order.created"), Sample.Rest("orders-p1", 55) },
        { "orders", Delivery("0136-order.restored"), Sample.Rest("orders-p2", 59) },
        { "orders", Delivery("0138-order.updated"), Sample.Rest("orders-status-trash", 66) },
        { "orders", Delivery("0148-order.updated"), Sample.Rest("orders-modified-p1", 81) },
        { "orders", Delivery("0165-order.created"), Delivery("0164-order.updated") },
        { "orders", Delivery("0165-order.created"), Sample.Rest("orders-modified-p1", 83) }, // meta_data in another order, and a debug mark gone
        { "orders", Sample.Rest("orders-modified-p1", 86), Sample.Rest("orders-status-multi", 86) },
        { "orders", Delivery("0081-order.updated"), Sample.Rest("orders-p1", 51) }, // its product was deleted since: id and SKU of the line are lost
        { "orders", Delivery("0133-order.updated"), Sample.Rest("orders-p1", 49) }, // its variation was deleted since
        { "orders", Delivery("0132-order.updated"), Delivery("0133-order.updated") }, // saved without a change: only the date moved
        { "products", Delivery("0144-product.updated"), Sample.Rest("product-simple") }, // total_sales moved
        { "products", Sample.Rest("product-simple"), Sample.Rest("products-p1", 14) },
        { "products", Delivery("0025-product.created"), Sample.Rest("products-p1", 22) },
        { "products", Sample.Rest("product-variable"), Sample.Rest("products-modified", 30) },
        { "products", Delivery("0141-product.updated"), Sample.Rest("product-variation-via-products") },
        { "products", Delivery("0141-product.updated"), Sample.Rest("product-30-variations-p1", 31) }, // other name, fewer fields
        { "products", Delivery("0047-product.created"), Sample.Rest("variations-all", 44) },
        { "customers", Delivery("0131-customer.updated"), Sample.Rest("customer-2") },
        { "customers", Delivery("0145-customer.updated"), Sample.Rest("customers-p1", 3) },
    };

    [Theory]
    [MemberData(nameof(SameState), DisableDiscoveryEnumeration = true)]
    public void Two_reads_of_one_state_are_equal(string entity, string one, string other) => Assert.Equal(Hash(entity, one), Hash(entity, other));

    /// <summary>Reads of one record before and after a change.</summary>
    public static TheoryData<string, string, string> OtherState => new()
    {
        { "orders", Delivery("0071-order.updated"), Delivery("0130-order.updated") }, // completed
        { "orders", Delivery("0130-order.updated"), Sample.Rest("order-47") }, // a note
        { "orders", Delivery("0076-order.updated"), Delivery("0132-order.updated") }, // paid
        { "orders", Delivery("0085-order.updated"), Delivery("0134-order.updated") }, // refunded
        { "orders", Delivery("0134-order.updated"), Sample.Rest("order-53") }, // the refund was deleted, and the date did not move
        { "products", Delivery("0140-product.updated"), Delivery("0144-product.updated") }, // price
        { "products", Delivery("0027-product.created"), Delivery("0149-product.updated") }, // stock
        { "products", Delivery("0033-product.created"), Sample.Rest("product-variable") }, // variations deleted
        { "products", Delivery("0034-product.created"), Delivery("0141-product.updated") }, // a variation's price
        { "customers", Delivery("0053-customer.updated"), Delivery("0145-customer.updated") }, // phone
        { "customers", Delivery("0051-customer.updated"), Delivery("0131-customer.updated") }, // paying
    };

    [Theory]
    [MemberData(nameof(OtherState), DisableDiscoveryEnumeration = true)]
    public void Two_states_differ(string entity, string one, string other) => Assert.NotEqual(Hash(entity, one), Hash(entity, other));

    [Fact]
    public void All_captures_of_a_record_with_one_date_hash_alike_but_for_the_deleted_refund()
    {
        foreach (var entity in (string[])["orders", "products", "customers"])
        {
            var byVersion = Sample.All(entity)
                .Where(sample => !sample.Where.StartsWith("order-9", StringComparison.Ordinal)) // other shop settings
                .GroupBy(sample => (JsonNode.Parse(sample.Json)!["id"]!.GetValue<long>(), WooContent.Version(sample.Json)));
            foreach (var reads in byVersion)
            {
                var states = reads.Select(read => Hash(entity, read.Json)).Distinct().Count();
                Assert.True(states == (reads.Key is (53, { Minute: 59 }) && entity == "orders" ? 2 : 1), $"{entity} {reads.Key}: {string.Join(", ", reads.Select(read => read.Where))}");
            }
        }
    }

    [Theory]
    [InlineData("price")]
    [InlineData("price_html")]
    [InlineData("related_ids")]
    [InlineData("total_sales")]
    [InlineData("_links")]
    [InlineData("date_modified")]
    [InlineData("date_modified_gmt")]
    [InlineData("average_rating")]
    public void Volatile_fields_of_products_say_nothing(string field)
    {
        var product = Sample.Rest("product-simple");
        Assert.True(JsonNode.Parse(product)!.AsObject().ContainsKey(field));
        Assert.Equal(Hash("products", product), Hash("products", Changed(product, record => record[field] = "other")));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("currency")]
    [InlineData("total")]
    [InlineData("transaction_id")]
    [InlineData("customer_id")]
    [InlineData("date_paid_gmt")]
    [InlineData("number")]
    public void Fields_that_are_booked_count(string field)
    {
        var order = Sample.Rest("order-47");
        Assert.NotEqual(Hash("orders", order), Hash("orders", Changed(order, record => record[field] = "17")));
    }

    [Fact]
    public void A_gateways_fee_that_comes_later_counts()
    {
        var order = Sample.Rest("order-47");
        var charged = Changed(order, record => record["meta_data"] = JsonNode.Parse("""[{"id":9,"key":"_stripe_fee","value":"0.91"}]"""));
        var locked = Changed(order, record => record["meta_data"] = JsonNode.Parse("""[{"id":9,"key":"_edit_lock","value":"1795341532:1"}]"""));
        Assert.NotEqual(Hash("orders", order), Hash("orders", charged));
        Assert.Equal(Hash("orders", order), Hash("orders", locked));
    }

    [Fact]
    public void Private_meta_of_products_and_customers_does_not_count()
    {
        var product = Sample.Rest("product-simple");
        var counted = Changed(product, record => record["meta_data"] = JsonNode.Parse("""[{"id":9,"key":"_hits","value":"12"},{"id":10,"key":"post_views_count","value":12}]"""));
        var shown = Changed(product, record => record["meta_data"] = JsonNode.Parse("""[{"id":9,"key":"material","value":"clay"}]"""));
        Assert.Equal(Hash("products", product), Hash("products", counted));
        Assert.NotEqual(Hash("products", product), Hash("products", shown));
    }

    [Fact]
    public void Numbers_are_compared_by_value_and_text_as_it_stands()
    {
        var order = Sample.Rest("order-47");
        Assert.Equal(Hash("orders", order), Hash("orders", Changed(order, record => record["total"] = 20.870)));
        Assert.NotEqual(Hash("orders", order), Hash("orders", Changed(order, record => record["billing"]!["postcode"] = "010001")));
    }

    [Fact]
    public void Nothing_is_nothing_however_it_is_written()
    {
        var order = Sample.Rest("order-47");
        Assert.Equal(Hash("orders", order), Hash("orders", Changed(order, record =>
        {
            record.Remove("fee_lines");
            record["coupon_lines"] = null;
            record["meta_data"] = new JsonObject();
            record["transaction_id"] = null;
        })));
    }

    [Fact]
    public void Meta_objects_are_compared_whatever_the_order_of_their_names()
    {
        var order = Sample.Rest("order-47");
        string With(string value) => Changed(order, record => record["meta_data"] = JsonNode.Parse($$"""[{"id":9,"key":"gift","value":{{value}}}]"""));
        Assert.Equal(Hash("orders", With("""{"a":1,"b":[1,2]}""")), Hash("orders", With("""{"b":[1,2],"a":1}""")));
        Assert.NotEqual(Hash("orders", With("""{"a":1,"b":[1,2]}""")), Hash("orders", With("""{"a":1,"b":[2,1]}""")));
    }

    [Fact]
    public void Refund_details_count()
    {
        var (order, refunds) = (Sample.Rest("order-48-with-refunds"), Sample.Rest("order-48-refunds"));
        Assert.Equal(Hash("orders", order, refunds), Hash("orders", Delivery("0074-order.updated"), refunds));
        Assert.NotEqual(Hash("orders", order), Hash("orders", order, refunds));
        Assert.NotEqual(Hash("orders", order, refunds), Hash("orders", order, refunds.Replace("\"amount\":\"66.66\"", "\"amount\":\"66.67\"", StringComparison.Ordinal)));
        Assert.Equal(Hash("orders", order), Hash("orders", order, "[]"));
    }

    [Fact]
    public void The_order_of_refunds_does_not_count()
    {
        var order = Sample.Rest("order-48-with-refunds");
        var all = JsonNode.Parse(Sample.Rest("refunds-all"))!.AsArray();
        var reversed = new JsonArray([.. all.Reverse().Select(refund => refund!.DeepClone())]);
        Assert.Equal(Hash("orders", order, all.ToJsonString()), Hash("orders", order, reversed.ToJsonString()));
    }

    [Fact]
    public void The_order_of_fields_lines_and_meta_does_not_count()
    {
        foreach (var entity in (string[])["orders", "customers"])
            Assert.All(Sample.All(entity), sample => Assert.Equal(Hash(entity, sample.Json), Hash(entity, Reversed(JsonNode.Parse(sample.Json)!).ToJsonString())));

        static JsonNode Reversed(JsonNode node) => node switch
        {
            JsonObject record => new JsonObject(record.Reverse().Select(field => new KeyValuePair<string, JsonNode?>(field.Key, field.Value is null ? null : Reversed(field.Value)))),
            JsonArray list when list.All(item => item is JsonObject record && record.ContainsKey("id")) => new JsonArray([.. list.Reverse().Select(item => Reversed(item!))]),
            _ => node.DeepClone(),
        };
    }

    [Fact]
    public void Every_amount_in_an_order_counts_wherever_it_stands()
    {
        string[] amounts =
        [
            "total", "total_tax", "subtotal", "subtotal_tax", "discount", "discount_tax", "discount_total", "shipping_total", "shipping_tax", "cart_tax",
            "tax_total", "shipping_tax_total", "quantity",
        ];
        var checkedPlaces = 0;
        foreach (var (where, json) in Sample.All("orders").DistinctBy(sample => JsonNode.Parse(sample.Json)!["id"]!.GetValue<long>()))
        {
            var before = Hash("orders", json);
            foreach (var path in Places(JsonNode.Parse(json)!))
            {
                var order = JsonNode.Parse(json)!;
                var place = path.Aggregate(order, (node, step) => step is int index ? node[index]! : node[(string)step]!);
                place.ReplaceWith(JsonValue.Create("987.65"));
                Assert.True(before != Hash("orders", order.ToJsonString()), $"{where}: {string.Join('.', path)}");
                checkedPlaces++;
            }
        }
        Assert.True(checkedPlaces > 500);

        IEnumerable<object[]> Places(JsonNode node) => node switch
        {
            JsonObject record => record.SelectMany(field => amounts.Contains(field.Key) && field.Value is JsonValue
                ? [[field.Key]]
                : field.Value is null || field.Key == "meta_data" ? [] : Places(field.Value).Select(rest => (object[])[field.Key, .. rest])),
            JsonArray list => list.SelectMany((item, index) => item is null ? [] : Places(item).Select(rest => (object[])[index, .. rest])),
            _ => [],
        };
    }

    [Fact]
    public void A_hash_is_64_hex_digits_and_stable()
    {
        // Stored beside journal rows: a change of the field list makes every stored one differ, which costs a read per tie.
        Assert.Equal("142d9af142b12ab4f9c6724ee9aa2d62ce88b0ceeb23bf179d5406db560b94e5", Hash("customers", Sample.Rest("customer-2")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Hash("coupons", "{}"));
    }

    [Theory]
    [InlineData("""{"id":1,"date_modified_gmt":"2026-11-22T10:05:49","date_created_gmt":"2026-11-22T09:57:10"}""", "2026-11-22T10:05:49Z")]
    [InlineData("""{"id":1,"date_modified_gmt":null,"date_created_gmt":"2026-11-22T09:57:10"}""", "2026-11-22T09:57:10Z")]
    [InlineData("""{"id":1}""", null)]
    public void The_version_is_the_date_of_change_else_of_creation(string json, string? expected) =>
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), WooContent.Version(json));
}
