using Woo.Shapes;

namespace Woo.Tests.Shapes;

public class ToleranceTests
{
    private const string Line = """{"id":1,"name":"x","product_id":5,"variation_id":0,"quantity":1,"total":"1.00","total_tax":"0.10"}""";

    private static string Order(string fields) => $$"""{"id":7,"status":"on-hold","currency":"EUR","total":"1.10",{{fields}}"x":1}""";

    private static WooOrder Read(string fields = "") => WooJson.Order(Order(fields));

    [Fact]
    public void Absent_lists_and_addresses_are_empty()
    {
        var order = Read();
        Assert.Empty(order.LineItems);
        Assert.Equal(WooAddress.Empty, order.Billing);
        Assert.Equal("7", order.Number);
        Assert.Null(order.DateModifiedGmt);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("false")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void PHPs_many_ways_of_writing_an_empty_list(string empty) => Assert.Empty(Read($"\"line_items\":{empty},").LineItems);

    [Fact]
    public void An_empty_object_may_be_an_empty_array() => Assert.Equal(WooAddress.Empty, Read("\"billing\":[],").Billing);

    [Fact]
    public void A_list_with_gaps_comes_as_an_object() => Assert.Equal(1, Assert.Single(Read($$"""
        "line_items":{"3":{{Line}}},
        """).LineItems).Id);

    [Theory]
    [InlineData("12.5", 12.5)]
    [InlineData("\"12.50\"", 12.5)]
    [InlineData("\" 12.50 \"", 12.5)]
    [InlineData("\"-3\"", -3)]
    [InlineData("\"1.0E-5\"", 0.00001)]
    [InlineData("0", 0)]
    public void Amounts(string json, double expected) => Assert.Equal((decimal)expected, Read($"\"discount_total\":{json},").DiscountTotal);

    [Fact]
    public void The_noise_of_a_float_is_no_part_of_an_amount() => Assert.Equal(66.66m, Read("\"discount_total\":66.66000000000001,").DiscountTotal);

    [Theory]
    [InlineData("\"12,50\"")]
    [InlineData("\"1,234.50\"")]
    [InlineData("\"$5\"")]
    [InlineData("\"5 EUR\"")]
    [InlineData("\"NaN\"")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("1e400")]
    public void What_is_no_clear_amount_is_refused_by_name(string json)
    {
        var refused = Assert.Throws<WooShapeException>(() => Read($"\"discount_total\":{json},"));
        Assert.Equal("discount_total", refused.Path);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    public void A_missing_total_is_never_guessed(string total)
    {
        var refused = Assert.Throws<WooShapeException>(() => WooJson.Order($$"""{"id":7,"status":"on-hold","currency":"EUR","total":{{total}}}"""));
        Assert.Equal("total", refused.Path);
        refused = Assert.Throws<WooShapeException>(() => Read($$"""
            "line_items":[{{Line}},{"id":2,"quantity":1,"total":{{total}}}],
            """));
        Assert.Equal("line_items[1].total", refused.Path);
    }

    [Fact]
    public void Numbers_and_text_change_places()
    {
        var order = WooJson.Order("""
            {"id":"7","number":1007,"status":"on-hold","currency":"EUR","total":1.1,"customer_id":"12","prices_include_tax":"yes","transaction_id":99881,
             "billing":{"postcode":10001,"phone":false,"first_name":null},
             "line_items":[{"id":"1","quantity":"1.250","product_id":"5","variation_id":"","total":1,"total_tax":"","sku":4711,"image":{"id":""}}]}
            """);
        Assert.Equal((7L, "1007", 12L, true, "99881"), (order.Id, order.Number, order.CustomerId, order.PricesIncludeTax, order.TransactionId));
        Assert.Equal(("10001", "", ""), (order.Billing.Postcode, order.Billing.Phone, order.Billing.FirstName));
        var line = Assert.Single(order.LineItems);
        Assert.Equal((1.25m, 5L, 0L, 0m, "4711"), (line.Quantity, line.ProductId, line.VariationId, line.TotalTax, line.Sku));
    }

    [Theory]
    [InlineData("\"2026-11-22T09:58:52\"")]
    [InlineData("\"2026-11-22 09:58:52\"")]
    [InlineData("\"2026-11-22T09:58:52Z\"")]
    [InlineData("\"2026-11-22T04:58:52-05:00\"")]
    [InlineData("\"2026-11-22T09:58:52.000\"")]
    public void Dates_are_UTC_whatever_they_say(string json)
    {
        var read = Read($"\"date_modified_gmt\":{json},").DateModifiedGmt;
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 58, 52, TimeSpan.Zero), read);
        Assert.Equal(TimeSpan.Zero, read!.Value.Offset);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"0000-00-00 00:00:00\"")]
    [InlineData("\"0000-00-00T00:00:00\"")]
    public void No_date(string json) => Assert.Null(Read($"\"date_paid_gmt\":{json},").DatePaidGmt);

    [Theory]
    [InlineData("\"22/11/2026\"")]
    [InlineData("\"2026-13-01T00:00:00\"")]
    [InlineData("1795341532")]
    public void A_date_of_another_form_is_refused(string json) =>
        Assert.Equal("date_paid_gmt", Assert.Throws<WooShapeException>(() => Read($"\"date_paid_gmt\":{json},")).Path);

    [Fact]
    public void Meta_holds_any_JSON()
    {
        var order = Read("\"meta_data\":[{\"id\":1,\"key\":\"a\",\"value\":{\"b\":[1]}},{\"key\":\"n\",\"value\":3},{\"id\":\"\",\"key\":\"z\"}],");
        Assert.Equal(1, order.MetaData[0].Value.GetProperty("b")[0].GetInt32());
        Assert.Null(order.MetaData[0].Text);
        Assert.Equal("3", order.MetaData[1].Text);
    }

    [Fact]
    public void A_product_with_weight_stock_and_expanded_variations()
    {
        var product = WooJson.Product("""
            {"id":9,"type":"variable","regular_price":"","price":12.5,"stock_quantity":2.5,"manage_stock":"parent","weight":"N/A","variations":[{"id":31},"34",35]}
            """);
        Assert.Equal((null, 12.5m, 2.5m, true, null), (product.RegularPrice, product.Price, product.StockQuantity, product.ManageStock, product.Weight));
        Assert.Equal([31L, 34L, 35L], product.Variations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{\"id\":0}")]
    [InlineData("{\"id\":null}")]
    [InlineData("{\"code\":\"woocommerce_rest_cannot_view\",\"message\":\"Sorry\"}")]
    [InlineData("{\"id\":7,\"status\":\"on-hold\",\"currency\":\"EUR\",\"total\":\"1\",\"customer_note\":\"\\ud83d\"}")]
    public void What_is_no_order_is_refused_with_one_kind_of_exception(string json) => Assert.Throws<WooShapeException>(() => WooJson.Order(json));

    [Fact]
    public void A_byte_order_mark_is_passed_over() => Assert.Equal(7, WooJson.Order("\uFEFF" + Order("")).Id);

    [Fact]
    public void The_message_says_field_and_what_stood_there_but_no_long_text()
    {
        var refused = Assert.Throws<WooShapeException>(() => Read($"\"line_items\":[{Line.Replace("\"1.00\"", "\"12,50\"", StringComparison.Ordinal)}],"));
        Assert.Equal("line_items[0].total: is not an amount WooCommerce writes, such as \"12.00\"; found \"12,50\"", refused.Message);
        refused = Assert.Throws<WooShapeException>(() => Read("\"discount_total\":\"Ana O'Neil, 1 Elm Street, New York\","));
        Assert.DoesNotContain("Elm", refused.Message);
    }
}
