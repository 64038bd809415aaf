using System.Text.Json.Nodes;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Ledger;

namespace QboSync.Tests.Conflicts;

/// <summary>QuickBooks seems to have a customer already: the list asks, and the answer counts for every order that waits for it.</summary>
public sealed class FirstContactTests : BookingTest
{
    [Fact]
    public async Task A_customer_that_stood_there_is_linked_for_all_orders_that_wait()
    {
        var road = await AskingAsync();
        var id = (await Books.OneAsync("Customer")).Id();
        foreach (var order in (long[])[1, 2]) Assert.Equal((RecordState.Conflict, "first_contact"), (await road.OrderAsync(new Order(order))) is var held ? (held.State, held.Code) : default);
        var asked = await road.ConflictsAsync("open");
        Assert.Equal(2, asked.Count);
        Assert.All(asked, one => Assert.Equal(("first_contact", id), (one.Kind, one.ExternalId)));

        Assert.Null((await road.ResolveAsync(asked[0], "link", id)).Problem);

        foreach (var order in (long[])[1, 2]) Assert.Equal(RecordState.Synced, (await road.RecordAsync("orders", order)).State);
        await Books.OneAsync("Customer");
        Assert.Empty(await road.ConflictsAsync("open"));
    }

    [Fact]
    public async Task Or_a_new_one_is_made_beside_it()
    {
        var road = await AskingAsync();
        await road.OrderAsync(new Order(1));

        Assert.Null((await road.ResolveAsync(Assert.Single(await road.ConflictsAsync("open")), "create")).Problem);

        Assert.Equal(RecordState.Synced, (await road.RecordAsync("orders", 1)).State);
        Assert.Equal(2, (await Books.AllAsync("Customer")).Count);
    }

    private async Task<Road> AskingAsync()
    {
        var road = new Road(await StartAsync());
        await road.PolicyAsync("""{"customers":{"first_contact":"ask"}}""");
        await Books.EnterAsync("customer", new() { ["DisplayName"] = "Jane Doe", ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = "jane@example.test" } });
        return road;
    }
}
