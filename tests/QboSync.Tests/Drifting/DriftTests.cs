using System.Text.Json.Nodes;
using QboSync.Drifting;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Ledger;

namespace QboSync.Tests.Drifting;

/// <summary>What people do in QuickBooks to what was booked is found by the daily look.</summary>
public sealed class DriftTests : BookingTest
{
    private Instance _instance = null!;
    private Road _road = null!;

    private static readonly Order.Line Mug = new("Plain Mug", "MUG-01", 14, 1, 12.00m, Id: 77);
    private static Order Sold => new(1) { Lines = [Mug] };
    private static Order Open => Sold with { Paid = false, Status = "on-hold" };

    [Fact]
    public async Task Our_own_writes_and_documents_of_others_are_nobodys_business()
    {
        await BookedAsync(Sold);
        await _road.OrderAsync(Sold with { Note = "please hurry", Refunds = [new(9, 12.00m, [Mug])] });
        await _road.OrderAsync(new Order(2) { Paid = false, Status = "on-hold", Lines = [Mug] });
        await _road.OrderAsync(new Order(2) { Lines = [Mug] }); // paid: QuickBooks moves the invoice's SyncToken itself
        await Books.EnterAsync("invoice", new() { ["CustomerRef"] = new JsonObject { ["value"] = (await Books.AllAsync("Customer"))[0].Id() }, ["Line"] = await LinesAsync("SalesReceipt") });

        await LookAsync();

        Assert.Empty(await _road.ConflictsAsync());
        Assert.All((long[])[1, 2], id => Assert.Equal(RecordState.Synced, _road.RecordAsync("orders", id).Result.State));
    }

    [Fact]
    public async Task A_changed_document_is_written_anew_where_WooCommerce_wins()
    {
        await BookedAsync(Sold);
        await AmountAsync("SalesReceipt", 11.00m);

        await LookAsync();
        await _road.WorkAsync();

        Assert.Equal(12.00m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
        var noted = Assert.Single(await _road.ConflictsAsync());
        Assert.Equal(("edited", "resolved", "woocommerce"), (noted.Kind, noted.State, noted.Resolution));
        await LookAsync();
        Assert.Single(await _road.ConflictsAsync());
    }

    [Fact]
    public async Task It_is_noted_where_QuickBooks_wins_and_outlives_the_shops_next_change()
    {
        await BookedAsync(Sold, """{"conflicts":{"orders":"quickbooks"}}""");
        await AmountAsync("SalesReceipt", 11.00m);

        await LookAsync();
        await LookAsync();
        await _road.OrderAsync(Sold with { Note = "please hurry" });

        Assert.Equal(("resolved", "quickbooks"), (Assert.Single(await _road.ConflictsAsync()) is var noted ? (noted.State, noted.Resolution) : default));
        var receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal((11.00m, "please hurry"), (receipt.Amount("TotalAmt")!.Value, receipt.Ref("CustomerMemo")));
    }

    [Fact]
    public async Task It_is_listed_once_where_a_person_is_asked_and_not_again_after_the_answer()
    {
        await BookedAsync(Sold, """{"conflicts":{"orders":"ask"}}""");
        await AmountAsync("SalesReceipt", 11.00m);
        await LookAsync();
        await LookAsync();
        var asked = Assert.Single(await _road.ConflictsAsync());
        Assert.Equal(("open", "12.00", "11.00"), (asked.State, Road.Side(asked, "TotalAmt", "shop"), Road.Side(asked, "TotalAmt", "quickbooks")));

        await _road.ResolveAsync(asked, "ignore");
        await LookAsync();

        Assert.Equal("ignore", Assert.Single(await _road.ConflictsAsync()).Resolution);
        Assert.Equal(RecordState.Synced, (await _road.RecordAsync("orders", 1)).State);
    }

    [Theory]
    [InlineData("woocommerce", 1, RecordState.Synced)]
    [InlineData("quickbooks", 0, RecordState.Skipped)]
    public async Task A_deleted_document_is_always_asked_about_and_never_comes_back_by_itself(string choice, int documents, RecordState state)
    {
        await BookedAsync(Sold);
        await DeleteAsync("SalesReceipt");

        await LookAsync();
        await _road.WorkAsync();
        Assert.Empty(await Books.AllAsync("SalesReceipt"));
        var asked = Assert.Single(await _road.ConflictsAsync());
        Assert.Equal(("open", "deleted"), (asked.State, asked.Kind));

        await _road.ResolveAsync(asked, choice);
        await LookAsync();

        Assert.Equal(documents, (await Books.AllAsync("SalesReceipt")).Count);
        Assert.Equal(state, (await _road.RecordAsync("orders", 1)).State);
        await _road.OrderAsync(Sold with { Note = "please hurry" });
        Assert.Equal(documents, (await Books.AllAsync("SalesReceipt")).Count);
        Assert.Empty(await _road.ConflictsAsync("open"));
    }

    [Fact]
    public async Task A_deleted_payment_is_asked_about_and_stays_away_where_somebody_says_so()
    {
        await BookedAsync(Open);
        await _road.OrderAsync(Sold);
        await DeleteAsync("Payment");
        await LookAsync();

        await _road.ResolveAsync(Assert.Single(await _road.ConflictsAsync("open")), "quickbooks");
        await _road.OrderAsync(Sold with { Note = "please hurry" });

        Assert.Empty(await Books.AllAsync("Payment"));
    }

    [Fact]
    public async Task A_voided_document_is_asked_about()
    {
        await BookedAsync(Sold);
        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt?operation=update&include=void", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true });

        await LookAsync();
        await _road.WorkAsync();

        Assert.Equal(("open", "voided"), (Assert.Single(await _road.ConflictsAsync()) is var asked ? (asked.State, asked.Kind) : default));
        Assert.Equal(0m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
    }

    [Fact]
    public async Task A_changed_refund_is_put_back_where_WooCommerce_wins()
    {
        await BookedAsync(Sold with { Refunds = [new(9, 12.00m, [Mug])] });
        await AmountAsync("RefundReceipt", 5.00m);

        await LookAsync();
        await _road.WorkAsync();

        Assert.Equal(12.00m, (await Books.OneAsync("RefundReceipt")).Amount("TotalAmt"));
        Assert.Equal("woocommerce", Assert.Single(await _road.ConflictsAsync()).Resolution);
    }

    [Fact]
    public async Task What_people_keep_in_fields_of_their_own_is_known_without_a_word()
    {
        await BookedAsync(Sold);
        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true, ["PrintStatus"] = "PrintComplete" });
        await LookAsync();
        Books.Calls.Clear();

        await _road.OrderAsync(Sold with { Note = "please hurry" });

        Assert.Equal("POST", Assert.Single(Books.Calls).Method); // the new SyncToken was known
        Assert.Equal("PrintComplete", (await Books.OneAsync("SalesReceipt")).Text("PrintStatus"));
        Assert.Empty(await _road.ConflictsAsync());
    }

    [Fact]
    public async Task A_customers_address_that_a_person_corrected_is_found()
    {
        _instance = await StartAsync();
        _road = new Road(_instance);
        await _road.PolicyAsync("""{"conflicts":{"customers":"ask"}}""");
        await _road.EntryAsync(Shop.Customer(5));
        await _road.OrderAsync(Sold with { Email = "guest@example.test", First = "Gus", Last = "Guest" });
        foreach (var customer in await Books.AllAsync("Customer"))
            await Books.EnterAsync("customer", new() { ["Id"] = customer.Id(), ["SyncToken"] = customer.Text("SyncToken"), ["sparse"] = true, ["BillAddr"] = new JsonObject { ["City"] = "Troy" } });

        await LookAsync();

        var asked = Assert.Single(await _road.ConflictsAsync()); // the guest's is written by nobody
        Assert.Equal(("customers", "5", "Albany", "Troy"), (asked.Entity, asked.Key, Road.Side(asked, "BillAddr.City", "shop"), Road.Side(asked, "BillAddr.City", "quickbooks")));
    }

    [Fact]
    public async Task A_write_that_is_not_settled_is_looked_at_again()
    {
        await BookedAsync(Sold);
        Books.Next(Mishap.CommitThenDrop("SalesReceipt"));
        Assert.Equal(RecordState.InDoubt, (await _road.OrderAsync(Sold with { Note = "please hurry" })).State);

        var open = await _instance.Get<DriftCheck>().LookAsync(_instance.Company(), Clock.GetUtcNow().AddHours(-1), default);

        Assert.NotNull(open);
        Assert.Empty(await _road.ConflictsAsync());
        WaitOutDoubt();
        await _road.WorkAsync();
        await LookAsync();
        Assert.Empty(await _road.ConflictsAsync());
    }

    [Fact]
    public async Task Of_two_instances_one_looks_and_not_again_before_its_time()
    {
        Instance[] instances = [await StartAsync(), await StartAsync()];
        Assert.Equal(1, await LooksAsync(instances));

        Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await LooksAsync(instances));

        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await LooksAsync(instances));
    }

    // Lets each look; answers how many did.
    private async Task<int> LooksAsync(Instance[] instances)
    {
        var looks = 0;
        foreach (var instance in instances)
        {
            var before = Books.Count("GET", "cdc");
            await Watch(instance).LookAsync(instance.Account, default);
            if (Books.Count("GET", "cdc") > before) looks++;
        }
        return looks;
    }

    [Fact]
    public async Task After_a_long_rest_it_asks_for_no_more_than_QuickBooks_remembers_and_after_a_failure_again()
    {
        var instance = await StartAsync();
        await Watch(instance).LookAsync(instance.Account, default);
        Clock.Advance(TimeSpan.FromDays(60));
        Books.Next(Mishap.Answer(request => request.Path.Value!.EndsWith("/cdc", StringComparison.Ordinal), 500, "{}"));

        await Watch(instance).LookAsync(instance.Account, default);
        var failed = Books.Count("GET", "cdc");
        await Watch(instance).LookAsync(instance.Account, default);
        Assert.Equal(failed, Books.Count("GET", "cdc")); // too early
        Clock.Advance(TimeSpan.FromMinutes(16));
        await Watch(instance).LookAsync(instance.Account, default);

        Assert.True(Books.Count("GET", "cdc") > failed);
        Assert.DoesNotContain(await MarksAsync(instance), mark => mark.SeenUntil < Clock.GetUtcNow().AddHours(-1));
    }

    private static DriftWatch Watch(Instance instance) => instance.Get<DriftWatch>();

    private static async Task<List<DriftMark>> MarksAsync(Instance instance)
    {
        await using var database = instance.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<QboSyncDb>>().CreateDbContext();
        return [.. database.DriftMarks];
    }

    private async Task BookedAsync(Order order, string? policy = null)
    {
        _instance = await StartAsync();
        _road = new Road(_instance);
        if (policy is not null) await _road.PolicyAsync(policy);
        Assert.Equal(RecordState.Synced, (await _road.OrderAsync(order)).State);
    }

    private Task LookAsync() => _instance.Get<DriftCheck>().LookAsync(_instance.Company(), Clock.GetUtcNow().AddHours(-1), default);

    private async Task<JsonArray> LinesAsync(string kind) => [.. (await Books.OneAsync(kind))["Line"]!.AsArray().Where(line => line!.AsObject().Text("DetailType") == "SalesItemLineDetail").Select(line => line!.DeepClone())];

    private async Task AmountAsync(string kind, decimal amount)
    {
        var document = await Books.OneAsync(kind);
        var lines = await LinesAsync(kind);
        lines[0]!["Amount"] = amount;
        (lines[0]!["SalesItemLineDetail"]!["Qty"], lines[0]!["SalesItemLineDetail"]!["UnitPrice"]) = (1, amount);
        await Books.EnterAsync(kind.ToLowerInvariant(), new() { ["Id"] = document.Id(), ["SyncToken"] = document.Text("SyncToken"), ["sparse"] = true, ["Line"] = lines });
    }

    private async Task DeleteAsync(string kind)
    {
        var document = await Books.OneAsync(kind);
        await Books.EnterAsync($"{kind.ToLowerInvariant()}?operation=delete", new() { ["Id"] = document.Id(), ["SyncToken"] = document.Text("SyncToken") });
    }
}
