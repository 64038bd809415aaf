using System.Text;
using System.Text.Json.Nodes;
using Contracts;
using SupabaseSync.Mirroring.Mapping;

namespace SupabaseSync.Tests.Mapping;

public class SampleTests
{
    [Fact]
    public void Every_record_of_a_real_shop_becomes_a_row()
    {
        var seen = Samples.All().Select(sample =>
        {
            var (row, fault) = RowMapper.Map(sample.Item);
            Assert.True(row is not null, $"{sample.File}: {fault?.Message}");
            return sample.Item.Entity;
        }).CountBy(entity => entity).ToDictionary();
        Assert.All(Entities.All, entity => Assert.InRange(seen[entity], 10, int.MaxValue));
    }

    [Fact]
    public void The_lines_of_every_real_order_sum_up_to_its_total()
    {
        var orders = 0;
        foreach (var (file, item) in Samples.All().Where(sample => sample.Item.Entity == Entities.Orders))
        {
            var row = JsonNode.Parse(Encoding.UTF8.GetString(RowMapper.Map(item).Row!.Json.Span))!;
            var sum = row["lines"]!.AsArray().Where(line => line!["kind"]!.GetValue<string>() is "line_item" or "shipping" or "fee").Sum(line => line!["total"]!.GetValue<decimal>());
            Assert.True(sum + row["total_tax"]!.GetValue<decimal>() == row["total"]!.GetValue<decimal>(), $"{file} order {item.Key}");
            orders++;
        }
        Assert.InRange(orders, 30, int.MaxValue);
    }

    [Fact]
    public void Rows_of_one_entity_have_the_same_keys()
    {
        foreach (var entity in Samples.All().Select(sample => sample.Item).GroupBy(item => item.Entity))
        {
            var keys = entity.Select(item => string.Join(',', JsonNode.Parse(Encoding.UTF8.GetString(RowMapper.Map(item).Row!.Json.Span))!.AsObject().Select(pair => pair.Key))).Distinct();
            Assert.Single(keys);
        }
    }
}
