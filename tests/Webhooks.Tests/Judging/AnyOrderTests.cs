using System.Text.Json.Nodes;
using Webhooks.Tests.Driving;
using Woo.Verifying;
using Woo.Versioning;

namespace Webhooks.Tests.Judging;

public class AnyOrderTests
{
    [Fact]
    public async Task The_recorded_day_in_order_reversed_and_shuffled_ends_with_the_same_records()
    {
        var forward = await PlayAsync(Samples.Signed);
        var reversed = await PlayAsync([.. Samples.Signed.Reverse()]);
        var shuffled = await PlayAsync([.. Samples.Signed.Index().OrderBy(sample => sample.Index * 37 % 101).Select(sample => sample.Item)]);
        Assert.True(forward.Count > 40);
        Assert.Equal(forward, reversed);
        Assert.Equal(forward, shuffled);
    }

    // What stands in the target at the end, by the newest version it heard of.
    private static async Task<SortedDictionary<string, string>> PlayAsync(IReadOnlyList<Sample> deliveries)
    {
        await using var stage = await Stage.StartAsync(withShop: true);
        await FurnishAsync(stage.Shop!);
        foreach (var sample in deliveries) await Edge.IdAsync(await stage.Edge.PostAsync(sample));
        await stage.Edge.SettledAsync();
        var once = Standing(stage.Book);
        var heard = stage.Book.Heard.Count;
        foreach (var sample in Samples.Signed) await stage.Edge.PostAsync(sample);
        await stage.Edge.SettledAsync();
        Assert.Equal(heard, stage.Book.Heard.Count);
        return once;
    }

    private static SortedDictionary<string, string> Standing(TargetBook book) => new(book.Newest(TargetBook.Supabase).Where(record => !record.Value.Deleted)
        .ToDictionary(record => $"{record.Key.Entity} {record.Key.Key}", record => $"{record.Value.Modified:s} {WooContent.Hash(record.Key.Entity, record.Value.Body)}"));

    // The shop at the end of the recorded day.
    private static async Task FurnishAsync(Shop shop)
    {
        var records = new Dictionary<(string Entity, long Id), JsonNode>();
        foreach (var sample in Samples.Signed)
        {
            var delivery = WooDelivery.Read(new WooHeaders { Topic = sample.Topic, Signature = "-" }, sample.Body);
            if (delivery is not { Entity: { } entity, Id: { } id }) continue;
            switch (delivery.Kind)
            {
                case WooDeliveryKind.Record:
                    records[(entity, id)] = JsonNode.Parse(sample.Body)!;
                    break;
                case WooDeliveryKind.Deleted when entity != "customers" && records.TryGetValue((entity, id), out var trashed):
                    trashed["status"] = "trash";
                    break;
                default:
                    records.Remove((entity, id));
                    break;
            }
        }
        foreach (var ((entity, id), record) in records)
        {
            await shop.LoadAsync(entity, record);
            foreach (var refund in record["refunds"]?.AsArray() ?? [])
                await shop.LoadRefundAsync(id, Bodies.Refund((long)refund!["id"]!, ((string)refund["total"]!).TrimStart('-')));
        }
    }
}
