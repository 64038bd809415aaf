using System.Text.Json.Nodes;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Conflicts;
using Syncing.Ledger;

namespace QboSync.Tests.Conflicts;

/// <summary>A person changed in QuickBooks what the shop changes too.</summary>
public sealed class EditedDocumentTests : BookingTest
{
    private Road _road = null!;

    private static Order Sold(decimal total = 12.00m, string note = "") => new(1) { Note = note, Lines = [new("Plain Mug", "MUG-01", 14, 1, total)] };

    [Fact]
    public async Task An_update_reads_nothing_and_writes_once()
    {
        await BookedAsync();
        Books.Calls.Clear();

        Assert.Equal(RecordState.Synced, (await _road.OrderAsync(Sold(20.00m))).State);

        Assert.Equal("POST", Assert.Single(Books.Calls).Method);
        Assert.Equal(20.00m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
        Assert.Empty(await _road.ConflictsAsync());
    }

    [Fact]
    public async Task What_people_keep_in_fields_of_their_own_is_no_conflict_and_stays()
    {
        await BookedAsync();
        var receipt = await Books.OneAsync("SalesReceipt");
        await EditAsync(new() { ["PrintStatus"] = "PrintComplete", ["PrivateNote"] = receipt.Text("PrivateNote") + "\nPacked by Ann" });

        var record = await _road.OrderAsync(Sold(20.00m));

        Assert.Equal(RecordState.Synced, record.State);
        var now = await Books.OneAsync("SalesReceipt");
        Assert.Equal((20.00m, "PrintComplete"), (now.Amount("TotalAmt")!.Value, now.Text("PrintStatus")));
        Assert.EndsWith("Packed by Ann", now.Text("PrivateNote"));
        Assert.Empty(await _road.ConflictsAsync());
    }

    [Fact]
    public async Task WooCommerce_wins_by_default_and_the_list_keeps_what_stood_there()
    {
        await BookedAsync();
        await ReceiptAmountAsync(11.00m);

        Assert.Equal(RecordState.Synced, (await _road.OrderAsync(Sold(20.00m))).State);

        Assert.Equal(20.00m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
        var noted = Assert.Single(await _road.ConflictsAsync());
        Assert.Equal(("edited", "resolved", "woocommerce", "policy", "woocommerce"), (noted.Kind, noted.State, noted.Resolution, noted.By, noted.Policy));
        Assert.Equal(("20", "11"), (Road.Side(noted, "Line[1].Amount", "shop"), Road.Side(noted, "Line[1].Amount", "quickbooks")));
        Assert.Equal("11.00", Road.Side(noted, "TotalAmt", "quickbooks"));
    }

    [Fact]
    public async Task QuickBooks_wins_where_the_policy_says_so_until_the_shop_changes_the_same_again()
    {
        await BookedAsync("""{"conflicts":{"orders":"quickbooks"}}""");
        await ReceiptAmountAsync(11.00m);

        var kept = await _road.OrderAsync(Sold(20.00m));
        var again = await _road.OrderAsync(Sold(20.00m), force: true);
        var elsewhere = await _road.OrderAsync(Sold(20.00m, "please hurry"));

        Assert.All([kept, again, elsewhere], record => Assert.Equal((RecordState.Skipped, "quickbooks_wins"), (record.State, record.Code)));
        var stands = await Books.OneAsync("SalesReceipt");
        Assert.Equal((11.00m, "please hurry"), (stands.Amount("TotalAmt")!.Value, stands.Ref("CustomerMemo")));

        Assert.Equal(RecordState.Synced, (await _road.OrderAsync(Sold(25.00m, "please hurry"))).State);
        Assert.Equal(25.00m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
        Assert.Equal("quickbooks", Assert.Single(await _road.ConflictsAsync()).Resolution);
    }

    [Fact]
    public async Task Only_the_field_that_a_person_changed_stays_theirs()
    {
        await BookedAsync("""{"conflicts":{"orders":"quickbooks"}}""");
        await EditAsync(new() { ["BillAddr"] = new JsonObject { ["Line1"] = "9 Elm St", ["City"] = "Troy" } });

        var record = await _road.OrderAsync(Sold(20.00m));

        Assert.Equal("quickbooks_wins", record.Code);
        var now = await Books.OneAsync("SalesReceipt");
        Assert.Equal((20.00m, "Troy"), (now.Amount("TotalAmt")!.Value, now.Text("BillAddr", "City")));
    }

    [Theory]
    [InlineData(-60, 11.00)] // the shop changed it before the person did
    [InlineData(60, 20.00)]
    public async Task The_last_write_wins_where_the_policy_says_so(int shopMinutes, double total)
    {
        await BookedAsync("""{"conflicts":{"orders":"last_write"}}""", modified: Clock.GetUtcNow().AddHours(-2));
        await ReceiptAmountAsync(11.00m);

        await _road.OrderAsync(Sold(20.00m), modified: Clock.GetUtcNow().AddMinutes(shopMinutes));

        Assert.Equal((decimal)total, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
    }

    [Fact]
    public async Task A_person_is_asked_where_the_policy_says_so_and_the_shops_word_is_written()
    {
        await BookedAsync("""{"conflicts":{"orders":"ask"}}""");
        await ReceiptAmountAsync(11.00m);

        var held = await _road.OrderAsync(Sold(20.00m));
        await _road.OrderAsync(Sold(20.00m), force: true);

        Assert.Equal((RecordState.Conflict, "changed_in_quickbooks"), (held.State, held.Code));
        Assert.Equal(11.00m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
        var asked = Assert.Single(await _road.ConflictsAsync());
        Assert.Equal(("open", "edited", "orders", "1"), (asked.State, asked.Kind, asked.Entity, asked.Key));
        Assert.Equal(["woocommerce", "quickbooks", "ignore"], asked.Choices);

        Assert.Null((await _road.ResolveAsync(asked, "woocommerce")).Problem);
        Assert.Equal(RecordState.Synced, (await _road.RecordAsync("orders", 1)).State);
        Assert.Equal(20.00m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
        Assert.Equal(("resolved", "woocommerce", "ann"), ((await _road.ConflictsAsync()).Single() is var done ? (done.State, done.Resolution, done.By) : default));
    }

    [Fact]
    public async Task Or_what_stands_is_kept()
    {
        await BookedAsync("""{"conflicts":{"orders":"ask"}}""");
        await ReceiptAmountAsync(11.00m);
        await _road.OrderAsync(Sold(20.00m));
        var asked = Assert.Single(await _road.ConflictsAsync("open"));

        await _road.ResolveAsync(asked, "quickbooks");

        Assert.Equal((RecordState.Skipped, "quickbooks_wins"), ((await _road.RecordAsync("orders", 1)) is var record ? (record.State, record.Code) : default));
        Assert.Equal(11.00m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
        Assert.Empty(await _road.ConflictsAsync("open"));
    }

    [Fact]
    public async Task A_choice_that_does_not_exist_names_those_that_do_and_the_same_choice_twice_is_one()
    {
        await BookedAsync("""{"conflicts":{"orders":"ask"}}""");
        await ReceiptAmountAsync(11.00m);
        await _road.OrderAsync(Sold(20.00m));
        var asked = Assert.Single(await _road.ConflictsAsync("open"));

        var wrong = await _road.ResolveAsync(asked, "link");
        Assert.Equal("choice: must be one of woocommerce, quickbooks, ignore for this conflict (edited)", wrong.Problem);
        Assert.Equal(RecordState.Conflict, (await _road.RecordAsync("orders", 1)).State);

        await _road.ResolveAsync(asked, "woocommerce");
        Books.Calls.Clear();
        Assert.Null((await _road.ResolveAsync(asked, "woocommerce")).Problem);
        Assert.Contains("resolved already", (await _road.ResolveAsync(asked, "quickbooks")).Problem);
        Assert.Empty(Books.Calls);
    }

    [Fact]
    public async Task Whoever_changes_it_once_more_after_the_choice_is_asked_about_again()
    {
        await BookedAsync("""{"conflicts":{"orders":"ask"}}""");
        await ReceiptAmountAsync(11.00m);
        await _road.OrderAsync(Sold(20.00m));
        var asked = Assert.Single(await _road.ConflictsAsync("open"));
        await ReceiptAmountAsync(10.00m);

        await _road.ResolveAsync(asked, "woocommerce");

        Assert.Equal(10.00m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
        Assert.Equal("10", Road.Side(Assert.Single(await _road.ConflictsAsync("open")), "Line[1].Amount", "quickbooks"));
    }

    [Fact]
    public async Task What_a_person_corrects_to_the_shops_own_word_is_no_conflict()
    {
        await BookedAsync("""{"conflicts":{"orders":"ask"}}""");
        await ReceiptAmountAsync(20.00m);

        Assert.Equal(RecordState.Synced, (await _road.OrderAsync(Sold(20.00m))).State);
        Assert.Empty(await _road.ConflictsAsync());
    }

    [Fact]
    public async Task A_voided_document_is_never_written_again_by_itself()
    {
        await BookedAsync();
        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt?operation=update&include=void", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true });

        var held = await _road.OrderAsync(Sold(20.00m));

        Assert.Equal((RecordState.Conflict, "voided_in_quickbooks"), (held.State, held.Code));
        Assert.Equal(0m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
        var asked = Assert.Single(await _road.ConflictsAsync("open"));
        Assert.Equal("voided", asked.Kind);

        await _road.ResolveAsync(asked, "quickbooks");
        var later = await _road.OrderAsync(Sold(25.00m));
        Assert.Equal((RecordState.Skipped, "voided_in_quickbooks"), (later.State, later.Code));
        Assert.Equal(0m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
    }

    [Fact]
    public async Task A_voided_document_stands_again_where_somebody_chooses_so()
    {
        await BookedAsync();
        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt?operation=update&include=void", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true });
        await _road.OrderAsync(Sold(20.00m));

        await _road.ResolveAsync(Assert.Single(await _road.ConflictsAsync("open")), "woocommerce");

        Assert.Equal(RecordState.Synced, (await _road.RecordAsync("orders", 1)).State);
        Assert.Equal([20.00m], (await Books.AllAsync("SalesReceipt")).Select(document => document.Amount("TotalAmt")!.Value).Where(total => total != 0));
    }

    [Fact]
    public async Task A_conflict_that_was_settled_in_QuickBooks_leaves_the_list_by_itself()
    {
        await BookedAsync();
        var receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal(RecordState.Conflict, (await _road.OrderAsync(Sold() with { Status = "cancelled" })).State);
        var asked = Assert.Single(await _road.ConflictsAsync("open"));
        Assert.Equal(("booked_then_cancelled", "cancelled"), (asked.Kind, Road.Side(asked, "Status", "shop")));

        await Books.EnterAsync("salesreceipt?operation=delete", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken") });
        await _road.OrderAsync(Sold() with { Status = "cancelled" }, force: true);

        Assert.Equal(("resolved", "settled"), (Assert.Single(await _road.ConflictsAsync()) is var done ? (done.State, done.Resolution) : default));
    }

    [Fact]
    public async Task A_cancelled_order_is_taken_out_of_the_books_where_somebody_says_that_the_shop_is_right()
    {
        await BookedAsync();
        await _road.OrderAsync(Sold() with { Status = "cancelled" });

        Assert.Null((await _road.ResolveAsync(Assert.Single(await _road.ConflictsAsync("open")), "woocommerce")).Problem);

        Assert.Equal(0m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
        Assert.Equal(RecordState.Skipped, (await _road.RecordAsync("orders", 1)).State);
    }

    [Fact]
    public async Task A_class_that_a_person_gave_to_a_line_outlives_an_update()
    {
        await BookedAsync();
        var receipt = await Books.OneAsync("SalesReceipt");
        var line = receipt["Line"]![0]!.DeepClone().AsObject();
        line["SalesItemLineDetail"]!["ServiceDate"] = "2026-11-20";
        await EditAsync(new() { ["Line"] = new JsonArray(line) });

        await _road.OrderAsync(Sold(note: "please hurry"));

        var now = await Books.OneAsync("SalesReceipt");
        Assert.Equal(("please hurry", "2026-11-20"), (now.Ref("CustomerMemo"), now["Line"]![0]!.AsObject().Text("SalesItemLineDetail", "ServiceDate")));
        Assert.Empty(await _road.ConflictsAsync());
    }

    [Theory]
    [InlineData("quickbooks", RecordState.Skipped, 14.07)]
    [InlineData("woocommerce", RecordState.Synced, 13.07)]
    public async Task Another_sum_that_QuickBooks_computes_is_accepted_or_written_once_more(string choice, RecordState state, double total)
    {
        _road = new Road(await StartAsync());
        Books.Next(Mishap.OtherTax("SalesReceipt", 1.00m));
        Assert.Equal("booked_total_differs", (await _road.OrderAsync(new Order(1) { Tax = 1.07m, Lines = [new("Plain Mug", "MUG-01", 14, 1, 12.00m, Tax: 1.07m)] })).Code);
        var asked = Assert.Single(await _road.ConflictsAsync("open"));
        Assert.Equal(("13.07", "14.07"), (Road.Side(asked, "TotalAmt", "shop"), Road.Side(asked, "TotalAmt", "quickbooks")));

        await _road.ResolveAsync(asked, choice);

        Assert.Equal(state, (await _road.RecordAsync("orders", 1)).State);
        Assert.Equal((decimal)total, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
        Assert.Empty(await _road.ConflictsAsync("open"));
    }

    private async Task BookedAsync(string? policy = null, DateTimeOffset? modified = null)
    {
        _road = new Road(await StartAsync());
        if (policy is not null) await _road.PolicyAsync(policy);
        Assert.Equal(RecordState.Synced, (await _road.OrderAsync(Sold(), modified: modified)).State);
    }

    private async Task EditAsync(JsonObject fields)
    {
        var receipt = await Books.OneAsync("SalesReceipt");
        var body = new JsonObject { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true };
        foreach (var (name, value) in fields) body[name] = value?.DeepClone();
        await Books.EnterAsync("salesreceipt", body);
    }

    private async Task ReceiptAmountAsync(decimal amount)
    {
        var line = (await Books.OneAsync("SalesReceipt"))["Line"]![0]!.DeepClone().AsObject();
        line["Amount"] = amount;
        (line["SalesItemLineDetail"]!["Qty"], line["SalesItemLineDetail"]!["UnitPrice"]) = (1, amount);
        await EditAsync(new() { ["Line"] = new JsonArray(line) });
    }
}
