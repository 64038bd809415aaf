using System.Text.Json.Nodes;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Ledger;

namespace QboSync.Tests.Conflicts;

/// <summary>A person corrected a customer or an item in QuickBooks that the shop changes too.</summary>
public sealed class EditedEntryTests : BookingTest
{
    private Road _road = null!;

    [Fact]
    public async Task A_customer_is_updated_without_a_read_and_what_people_note_there_stays()
    {
        await CustomerAsync();
        await EditAsync("Customer", new() { ["Notes"] = "pays late" });

        Assert.Equal(RecordState.Synced, (await _road.EntryAsync(Shop.Customer(5, phone: "555-0123"))).State);

        var customer = await Books.OneAsync("Customer");
        Assert.Equal(("555-0123", "pays late"), (customer.Text("PrimaryPhone", "FreeFormNumber"), customer.Text("Notes")));
        Assert.Empty(await _road.ConflictsAsync());
    }

    [Fact]
    public async Task An_address_that_a_person_corrected_is_overwritten_by_default_and_noted()
    {
        await CustomerAsync();
        await EditAsync("Customer", new() { ["BillAddr"] = Troy() });

        Assert.Equal(RecordState.Synced, (await _road.EntryAsync(Shop.Customer(5, phone: "555-0123"))).State);

        Assert.Equal("Albany", (await Books.OneAsync("Customer")).Text("BillAddr", "City"));
        var noted = Assert.Single(await _road.ConflictsAsync());
        Assert.Equal(("customers", "edited", "resolved", "woocommerce"), (noted.Entity, noted.Kind, noted.State, noted.Resolution));
        Assert.Equal(("Albany", "Troy"), (Road.Side(noted, "BillAddr.City", "shop"), Road.Side(noted, "BillAddr.City", "quickbooks")));
    }

    [Fact]
    public async Task It_stays_where_QuickBooks_wins_and_the_shops_other_changes_are_written()
    {
        await CustomerAsync("""{"conflicts":{"customers":"quickbooks"}}""");
        await EditAsync("Customer", new() { ["BillAddr"] = Troy() });

        var first = await _road.EntryAsync(Shop.Customer(5, phone: "555-0123"));
        var second = await _road.EntryAsync(Shop.Customer(5, phone: "555-0199"));

        Assert.All([first, second], record => Assert.Equal((RecordState.Skipped, "quickbooks_wins"), (record.State, record.Code)));
        var customer = await Books.OneAsync("Customer");
        Assert.Equal(("Troy", "555-0199"), (customer.Text("BillAddr", "City"), customer.Text("PrimaryPhone", "FreeFormNumber")));
        Assert.Single(await _road.ConflictsAsync());
    }

    [Theory]
    [InlineData("woocommerce", "Albany", RecordState.Synced)]
    [InlineData("quickbooks", "Troy", RecordState.Skipped)]
    [InlineData("ignore", "Troy", RecordState.Skipped)]
    public async Task A_person_is_asked_where_the_policy_says_so(string choice, string city, RecordState state)
    {
        await CustomerAsync("""{"conflicts":{"customers":"ask"}}""");
        await EditAsync("Customer", new() { ["BillAddr"] = Troy() });
        Assert.Equal(RecordState.Conflict, (await _road.EntryAsync(Shop.Customer(5, phone: "555-0123"))).State);

        await _road.ResolveAsync(Assert.Single(await _road.ConflictsAsync("open")), choice);

        Assert.Equal(state, (await _road.RecordAsync("customers", 5)).State);
        Assert.Equal(city, (await Books.OneAsync("Customer")).Text("BillAddr", "City"));
        Assert.Empty(await _road.ConflictsAsync("open"));
    }

    [Fact]
    public async Task A_price_that_a_person_set_is_asked_about_and_kept()
    {
        _road = new Road(await StartAsync());
        await _road.PolicyAsync("""{"conflicts":{"products":"ask"}}""");
        await _road.EntryAsync(Shop.Product(14));
        await EditAsync("Item", new() { ["UnitPrice"] = 15.00m });

        Assert.Equal(RecordState.Conflict, (await _road.EntryAsync(Shop.Product(14, price: 13.00m))).State);
        var asked = Assert.Single(await _road.ConflictsAsync("open"));
        Assert.Equal(("products", "13", "15"), (asked.Entity, Road.Side(asked, "UnitPrice", "shop"), Road.Side(asked, "UnitPrice", "quickbooks")));
        await _road.ResolveAsync(asked, "quickbooks");

        Assert.Equal(15.00m, (await ItemAsync()).Amount("UnitPrice"));
        Assert.Equal("quickbooks_wins", (await _road.RecordAsync("products", 14)).Code);
    }

    [Fact]
    public async Task An_update_of_ours_whose_answer_was_lost_is_no_persons_change()
    {
        await CustomerAsync("""{"conflicts":{"customers":"ask"}}""");
        Books.Next(Mishap.CommitThenDrop("Customer"));
        await _road.EntryAsync(Shop.Customer(5, phone: "555-0123"));
        Clock.Advance(TimeSpan.FromHours(1));

        await _road.WorkAsync();

        Assert.Equal(RecordState.Synced, (await _road.RecordAsync("customers", 5)).State);
        Assert.Empty(await _road.ConflictsAsync());
    }

    private static JsonObject Troy() => new() { ["Line1"] = "1 Main St", ["City"] = "Troy", ["CountrySubDivisionCode"] = "NY", ["PostalCode"] = "12180", ["Country"] = "USA" };

    private async Task CustomerAsync(string? policy = null)
    {
        _road = new Road(await StartAsync());
        if (policy is not null) await _road.PolicyAsync(policy);
        Assert.Equal(RecordState.Synced, (await _road.EntryAsync(Shop.Customer(5, phone: "555-0100"))).State);
    }

    private async Task<JsonObject> ItemAsync() => (await Books.AllAsync("Item")).Single(item => item.Text("Sku") == "MUG-01");

    private async Task EditAsync(string kind, JsonObject fields)
    {
        var entry = kind == "Item" ? await ItemAsync() : await Books.OneAsync(kind);
        var body = new JsonObject { ["Id"] = entry.Id(), ["SyncToken"] = entry.Text("SyncToken"), ["sparse"] = true };
        foreach (var (name, value) in fields) body[name] = value?.DeepClone();
        await Books.EnterAsync(kind.ToLowerInvariant(), body);
    }
}
