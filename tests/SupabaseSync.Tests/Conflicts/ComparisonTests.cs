using System.Text.Json;
using Sandbox.Supabase.Schema;
using SupabaseSync.Conflicts;

namespace SupabaseSync.Tests.Conflicts;

public class ComparisonTests
{
    [Theory]
    [InlineData("total", "12.30", "12.3")]
    [InlineData("total", "12.30", "\"12.300000\"")]
    [InlineData("total", "5", "5.00")]
    [InlineData("customer_id", "7", "\"7\"")]
    [InlineData("total", "100", "1e2")]
    [InlineData("date_paid_gmt", "\"2026-11-01T10:00:00.000000Z\"", "\"2026-11-01T10:00:00+00:00\"")]
    [InlineData("date_paid_gmt", "\"2026-11-01T10:00:00.500000Z\"", "\"2026-11-01T12:00:00.5+02:00\"")]
    [InlineData("date_paid_gmt", "\"2026-11-01T10:00:00.000000Z\"", "\"2026-11-01T10:00:00\"")]
    [InlineData("name", "\"\"", "null")]
    [InlineData("name", "null", "\"\"")]
    [InlineData("total", "null", "null")]
    [InlineData("number", "\"1042\"", "1042")]
    [InlineData("manage_stock", "true", "\"true\"")]
    [InlineData("billing", """{"a":1.0,"b":[null,{"c":"x"}]}""", """{"b":[null,{"c":"x"}],"a":1}""")]
    [InlineData("billing", """{"a":1.0,"b":2}""", "\"{\\\"b\\\": 2, \\\"a\\\": 1.0}\"")]
    public void The_same_is_the_same_however_it_is_printed(string column, string written, string standing) => Assert.True(Same(column, written, standing));

    [Theory]
    [InlineData("total", "12.30", "12.31")]
    [InlineData("total", "0.1", "0.1000000000000000055")]
    [InlineData("total", "0", "null")]
    [InlineData("total", "null", "0")]
    [InlineData("name", "\"Mug\"", "\"mug\"")]
    [InlineData("name", "\"Mug\"", "\"Mug \"")]
    [InlineData("name", "\"Mug\"", "null")]
    [InlineData("name", "null", "\"Mug\"")]
    [InlineData("date_paid_gmt", "\"2026-11-01T10:00:00.000000Z\"", "\"2026-11-01T10:00:01+00:00\"")]
    [InlineData("date_paid_gmt", "\"2026-11-01T10:00:00.000000Z\"", "\"infinity\"")]
    [InlineData("manage_stock", "true", "false")]
    [InlineData("manage_stock", "false", "null")]
    [InlineData("billing", """{"a":1}""", """{"a":1,"b":null}""")]
    [InlineData("billing", """[1,2]""", """[2,1]""")]
    [InlineData("billing", """{"a":1}""", "\"gone\"")]
    public void What_differs_differs(string column, string written, string standing) => Assert.False(Same(column, written, standing));

    [Theory]
    [InlineData("orders")]
    [InlineData("products")]
    [InlineData("customers")]
    public void Every_column_of_the_mirror_is_looked_at(string entity)
    {
        static IEnumerable<string> Of(TableShape table) => table.Columns.Select(column => column.Name);
        var asked = MirrorColumns.Of(entity).Split('(')[0].Split(',').Except(["order_lines"]);
        Assert.Equal(Of(MirrorTables.Find(entity)!).Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
        Assert.Equal(Of(MirrorTables.OrderLines).Except(["store_id", "order_woo_id"]).Order(StringComparer.Ordinal), MirrorColumns.Lines.Split(',').Order(StringComparer.Ordinal));
        Assert.Equal(Of(MirrorTables.OrderRefunds).Except(["store_id", "order_woo_id"]).Order(StringComparer.Ordinal), MirrorColumns.Refunds.Split(',').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_two_times_of_which_one_is_not_known_neither_is_the_later() =>
        Assert.Equal(Winner.Nobody, Choosing.Of(ConflictPolicy.LastWrite, null, DateTimeOffset.UnixEpoch));

    private static bool Same(string column, string written, string standing) =>
        Comparison.Same(column, JsonDocument.Parse(written).RootElement, JsonDocument.Parse(standing).RootElement);
}
