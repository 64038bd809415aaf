using System.Text;
using System.Text.Json.Nodes;
using Contracts;
using SupabaseSync.Mirroring.Mapping;
using SupabaseSync.Tests.Flow;
using Syncing.Working;

namespace SupabaseSync.Tests.Mapping;

public class RowMapperTests
{
    [Fact]
    public void Money_is_exact_and_keeps_its_decimals()
    {
        var row = Row(Items.Order(1, change: body =>
        {
            body["total"] = "1234567.10";
            body["total_tax"] = "0.123456";
            body["discount_total"] = "";
            body["cart_tax"] = 0.10m;
        }));
        Assert.Equal("1234567.10", row["total"]!.ToJsonString());
        Assert.Equal("0.123456", row["total_tax"]!.ToJsonString());
        Assert.Equal("0.10", row["cart_tax"]!.ToJsonString());
        Assert.Null(row["discount_total"]);
    }

    [Fact]
    public void A_lines_price_is_no_column() => Assert.False(Row(Items.Order(1))["lines"]![0]!.AsObject().ContainsKey("price"));

    [Fact]
    public void Dates_without_a_zone_are_UTC()
    {
        var row = Row(Items.Order(1, change: body =>
        {
            body["date_created_gmt"] = "2026-11-01T09:59:58";
            body["date_paid_gmt"] = null;
        }));
        Assert.Equal("2026-11-01T09:59:58Z", row["date_created_gmt"]!.GetValue<string>());
        Assert.Null(row["date_paid_gmt"]);
    }

    [Fact]
    public void The_version_is_the_one_that_the_work_item_carries()
    {
        var row = Row(Items.Order(1, seq: 42, modified: "2026-11-03T00:00:00", change: body => body["date_modified_gmt"] = "2020-01-01T00:00:00"));
        Assert.Equal("2026-11-03T00:00:00Z", row["date_modified_gmt"]!.GetValue<string>());
        Assert.Equal(42, row["sync_seq"]!.GetValue<long>());
        Assert.Null(Row(Items.Of(Entities.Customers, 1, """{"id":1,"email":"a@x.test"}""", modified: null))["date_modified_gmt"]);
    }

    [Fact]
    public void A_guests_customer_and_a_parent_of_zero_are_null()
    {
        var row = Row(Items.Order(1, change: body =>
        {
            body["customer_id"] = 0;
            body["parent_id"] = 0;
        }));
        Assert.Null(row["customer_id"]);
        Assert.Null(row["parent_id"]);
    }

    [Fact]
    public void A_variation_names_its_parent_and_may_share_its_stock()
    {
        var row = Row(Items.Of(Entities.Products, 31, """{"id":31,"type":"variation","status":"publish","parent_id":30,"manage_stock":"parent","stock_quantity":2.5}"""));
        Assert.Equal(30, row["parent_woo_id"]!.GetValue<long>());
        Assert.True(row["manage_stock"]!.GetValue<bool>());
        Assert.Equal("2.5", row["stock_quantity"]!.ToJsonString());
    }

    [Fact]
    public void Refunds_in_full_are_taken_where_they_were_read()
    {
        var item = Items.Order(1) with { Refunds = """[{"id":9,"amount":"6.66","reason":"broken","refunded_by":1,"refunded_payment":false,"date_created_gmt":"2026-11-01T10:00:00","line_items":[]}]""" };
        var refund = Row(item)["refunds"]![0]!;
        Assert.Equal("6.66", refund["amount"]!.ToJsonString());
        Assert.Equal("2026-11-01T10:00:00Z", refund["date_created_gmt"]!.GetValue<string>());
        Assert.Equal(9, refund["raw"]!["id"]!.GetValue<long>());
    }

    [Fact]
    public void Of_a_refunds_summary_only_what_it_knows_is_written()
    {
        var refund = Row(Items.Order(1, change: body => body["refunds"] = JsonNode.Parse("""[{"id":9,"reason":"","total":"-6.66","total_tax":"-0.60"}]""")))["refunds"]![0]!.AsObject();
        Assert.Equal("6.66", refund["amount"]!.ToJsonString());
        Assert.Equal(["woo_id", "reason", "amount"], refund.Select(pair => pair.Key));
    }

    [Fact]
    public void An_order_that_is_silent_about_refunds_leaves_them_alone_and_one_without_any_empties_them()
    {
        Assert.False(Row(Items.Order(1, change: body => body.Remove("refunds"))).ContainsKey("refunds"));
        Assert.Empty(Row(Items.Order(1))["refunds"]!.AsArray());
    }

    [Fact]
    public void A_delete_that_knows_only_the_id_writes_nothing_else()
    {
        var row = Row(Items.Of(Entities.Orders, 59, """{"id":59}""", seq: 8, deleted: true));
        Assert.Equal(["store_id", "woo_id", "date_modified_gmt", "sync_seq", "deleted"], row.Select(pair => pair.Key));
        Assert.True(row["deleted"]!.GetValue<bool>());
    }

    [Fact]
    public void A_trashed_order_with_its_whole_body_is_deleted_and_whole()
    {
        var row = Row(Items.Order(1, deleted: true, change: body => body["status"] = "trash"));
        Assert.True(row["deleted"]!.GetValue<bool>());
        Assert.Equal("trash", row["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("total", "12,30")]
    [InlineData("total", "NaN")]
    [InlineData("total", "1e400")]
    [InlineData("total", "{}")]
    [InlineData("date_paid_gmt", "yesterday")]
    [InlineData("date_paid_gmt", "0000-00-00T00:00:00")]
    [InlineData("customer_id", "1.5")]
    [InlineData("customer_id", "99999999999999999999")]
    [InlineData("prices_include_tax", "maybe")]
    public void A_value_that_cannot_be_is_named_and_not_told(string field, string value)
    {
        var (row, fault) = RowMapper.Map(Items.Order(1, change: body => body[field] = value == "{}" ? new JsonObject() : value));
        Assert.Null(row);
        Assert.Equal((FaultKind.Invalid, "bad_value"), (fault!.Kind, fault.Code));
        Assert.StartsWith(field, fault.Message);
        if (value.Length > 2) Assert.DoesNotContain(value, fault.Message);
    }

    [Fact]
    public void A_guests_key_is_no_row() =>
        Assert.Equal("bad_key", RowMapper.Map(Items.Of(Entities.Customers, 1, """{"email":"a@x.test"}""") with { Key = "5f2a" }).Fault!.Code);

    [Fact]
    public void Metadata_may_be_nested_deeply()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 200)) + string.Concat(Enumerable.Repeat("]", 200));
        Assert.NotNull(RowMapper.Map(Items.Of(Entities.Products, 1, $$"""{"id":1,"type":"simple","status":"publish","meta_data":{{deep}}}""")).Row);
    }

    private static JsonObject Row(WorkItem item)
    {
        var (row, fault) = RowMapper.Map(item);
        Assert.Null(fault);
        return JsonNode.Parse(Encoding.UTF8.GetString(row!.Json.Span))!.AsObject();
    }
}
