using System.Text.Json.Nodes;
using Contracts;
using QboSync.Metering;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Metering;

public sealed class MeterTests : BookingTest
{
    [Fact]
    public async Task What_is_counted_is_what_reached_QuickBooks()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        await flow.WorkAsync(Entities.Orders, [.. Enumerable.Range(2, 9).Select(id => Instance.Item(Entities.Orders, id, new Order(id) { Email = $"guest{id}@example.test" }.Json()))]);

        var usage = Assert.Single((await flow.Get<Meter>().UsageAsync(default)).Companies);

        var batches = Books.Calls.Where(call => call.Path.StartsWith("batch", StringComparison.Ordinal)).ToList();
        var queriesInBatches = batches.Sum(call => JsonNode.Parse(call.Body)!["BatchItemRequest"]!.AsArray().Count(item => item!["Query"] is not null));
        Assert.True(queriesInBatches > 0, "the test wants some");
        Assert.Equal(batches.Count, usage.Batches);
        Assert.Equal(Books.Count("GET", "query") + queriesInBatches, usage.Queries);
        Assert.Equal(Books.Calls.Count(call => call.Method == "GET") - Books.Count("GET", "query"), usage.Reads);
        Assert.Equal(Books.Calls.Count(call => call.Method == "POST") - batches.Count, usage.Writes);
    }

    [Fact]
    public async Task Instances_count_together_and_a_restart_forgets_nothing()
    {
        Instance[] flows = [await StartAsync(), await StartAsync()];
        foreach (var (flow, index) in flows.Select((flow, index) => (flow, index)))
            for (var i = 0; i < 5; i++)
            {
                flow.Get<Meter>().Count(Books.Realm, CallKind.Query, index + 1);
                await flow.Get<Meter>().WriteAsync(default);
            }

        var usage = await (await StartAsync()).Get<Meter>().UsageAsync(default);

        Assert.Equal(15, usage.MeteredReads);
    }

    [Fact]
    public async Task A_month_begins_at_nothing()
    {
        var meter = (await StartAsync()).Get<Meter>();
        meter.Count(Books.Realm, CallKind.Query, 450_000);
        Assert.True((await meter.UsageAsync(default)).Tight);
        Assert.True(meter.Tight);

        Clock.Advance(TimeSpan.FromDays(10));

        Assert.Equal(("2026-12", 0), ((await meter.UsageAsync(default)).Month, (await meter.UsageAsync(default)).MeteredReads));
        Assert.False(meter.Tight);
    }
}
