using System.Text.Json.Nodes;
using SupabaseSync.Proving;

namespace SupabaseSync.Tests.Proving;

/// <summary>A row that stands is compared with the one that was written.</summary>
public class RowComparingTests
{
    private static readonly string[] Columns = ["status", "total", "customer_id", "date_paid_gmt", "number"];

    private static JsonObject Written() => new()
    {
        ["deleted"] = false, ["status"] = "processing", ["total"] = 12.30m, ["customer_id"] = null, ["date_paid_gmt"] = "2026-11-01T10:00:00Z",
        ["lines"] = new JsonArray(new JsonObject { ["total"] = 10.00m, ["total_tax"] = 2.30m }), ["refunds"] = new JsonArray(new JsonObject { ["amount"] = 1.50m }),
    };

    private static JsonObject Found() => new()
    {
        ["deleted_at"] = null, ["status"] = "processing", ["total"] = JsonNode.Parse("12.300000"), ["customer_id"] = null, ["date_paid_gmt"] = "2026-11-01T11:00:00+01:00", ["number"] = "x",
    };

    private static readonly JsonObject[] Lines = [new() { ["total"] = 10m, ["total_tax"] = 2.3m }];
    private static readonly JsonObject[] Refunds = [new() { ["amount"] = 1.5m }];

    [Fact]
    public void The_same_value_written_otherwise_and_columns_that_were_not_written_are_no_difference() =>
        Assert.Empty(RowComparing.Differing(Written(), Found(), Columns, Lines, Refunds));

    [Theory]
    [InlineData("status", "\"cancelled\"")]
    [InlineData("total", "12.31")]
    [InlineData("customer_id", "5")]
    [InlineData("date_paid_gmt", "null")]
    [InlineData("date_paid_gmt", "\"2026-11-01T10:00:01+00:00\"")]
    public void A_changed_column_is_named_with_both_values(string column, string value)
    {
        var found = Found();
        found[column] = JsonNode.Parse(value);
        Assert.Equal(column, Assert.Single(RowComparing.Differing(Written(), found, Columns, Lines, Refunds)).Field);
    }

    [Fact]
    public void A_row_marked_as_deleted_by_hand_differs_and_one_deleted_in_the_shop_must_be()
    {
        var marked = Found();
        marked["deleted_at"] = "2026-11-02T00:00:00+00:00";
        Assert.Equal("deleted_at", Assert.Single(RowComparing.Differing(Written(), marked, Columns, Lines, Refunds)).Field);

        var deleted = Written();
        deleted["deleted"] = true;
        Assert.Empty(RowComparing.Differing(deleted, marked, Columns, [], []));
        Assert.Equal("deleted_at", Assert.Single(RowComparing.Differing(deleted, Found(), Columns, Lines, Refunds)).Field);
    }

    [Fact]
    public void Lines_and_refunds_are_compared_by_count_and_sum()
    {
        Assert.Equal(["order_lines", "order_lines.total", "order_lines.total_tax"], RowComparing.Differing(Written(), Found(), Columns, [], Refunds).Select(field => field.Field));
        Assert.Equal(["order_refunds", "order_refunds.amount"], RowComparing.Differing(Written(), Found(), Columns, Lines, []).Select(field => field.Field));
        var told = Written();
        told.Remove("refunds"); // the order said nothing about them
        Assert.Empty(RowComparing.Differing(told, Found(), Columns, Lines, []));
    }
}
