using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using QboSync.Undoing;
using Syncing.Ledger;

namespace QboSync.Tests.Undoing;

/// <summary>What a run or an import of history booked is taken out of the books again, and nothing else is.</summary>
public sealed class UndoTests : BookingTest
{
    private static readonly Guid Run = Guid.Parse("3f0c1f2e-8a3b-4d53-9a38-0f5d6a1c9b77");
    private static readonly Order.Line Mug = new("Plain Mug", "MUG-01", 14, 1, 12.00m, Id: 77);

    private Instance _instance = null!;
    private Road _road = null!;

    private static UndoRequest OfRun(string? how = null) => new(Run, null, null, null, null, null, how);

    [Fact]
    public async Task A_dry_run_says_what_would_go_with_sums_and_touches_nothing()
    {
        await RunAsync();
        var before = await TotalsAsync();

        var page = UndoPage.Planned(Books.Realm, OfRun(), await PlanAsync(OfRun()));

        Assert.Equal([("SalesReceipt", 1, 12.00m), ("Invoice", 1, 12.00m), ("Payment", 1, 12.00m), ("RefundReceipt", 1, 12.00m)], page.Sums.Select(sum => (sum.Kind, sum.Count, sum.Total)).OrderBy(sum => Array.IndexOf(["SalesReceipt", "Invoice", "Payment", "RefundReceipt"], sum.Kind)));
        Assert.Equal(["void", "delete", "void", "void"], page.Documents.Select(line => line.State));
        Assert.Empty(page.Left);
        Assert.Equal(before, await TotalsAsync());
    }

    [Fact]
    public async Task Everything_goes_in_an_order_that_QuickBooks_takes_and_does_not_come_back_by_itself()
    {
        await RunAsync();

        var done = await UndoAsync(OfRun());

        Assert.Equal(("Done", 4, 0), (done.State, done.Progress.Voided + done.Progress.Deleted, done.Progress.Left));
        Assert.All(await TotalsAsync(), total => Assert.Equal(0m, total.Total));
        Assert.All((long[])[1, 2], id => Assert.Equal((RecordState.Skipped, "undone"), _road.RecordAsync("orders", id).Result is var record ? (record.State, record.Code) : default));

        Assert.Equal("undone", (await _road.OrderAsync(Paid(1) with { Note = "please hurry" })).Code);
        Assert.All(await TotalsAsync(), total => Assert.Equal(0m, total.Total));
        Assert.Equal(RecordState.Synced, (await _road.OrderAsync(Paid(1), force: true)).State);
        Assert.Contains(await TotalsAsync(), total => total is ("SalesReceipt", 12.00m));
    }

    [Fact]
    public async Task Deleted_means_gone()
    {
        await RunAsync();

        await UndoAsync(OfRun("delete"));

        Assert.Empty(await TotalsAsync());
    }

    [Fact]
    public async Task What_other_runs_booked_stays_and_what_was_only_updated_too()
    {
        await StartedAsync();
        await _road.OrderAsync(Paid(5));
        await _road.OrderAsync(Paid(5) with { Note = "please hurry" }, run: Run);
        await _road.OrderAsync(Paid(1), run: Run);

        await UndoAsync(OfRun());

        Assert.Equal([12.00m, 0m], (await Books.AllAsync("SalesReceipt")).Select(document => document.Amount("TotalAmt")!.Value));
    }

    [Fact]
    public async Task A_document_that_a_person_changed_is_left_with_the_reason()
    {
        await StartedAsync();
        foreach (var id in (long[])[1, 2]) await _road.OrderAsync(Paid(id), run: Run);
        var first = (await Books.AllAsync("SalesReceipt"))[0];
        await Books.EnterAsync("salesreceipt", new() { ["Id"] = first.Id(), ["SyncToken"] = first.Text("SyncToken"), ["sparse"] = true, ["PrintStatus"] = "PrintComplete" });

        var done = await UndoAsync(OfRun());

        Assert.Equal(("1", "changed"), (Assert.Single(done.Left).Order, done.Left[0].Reason));
        Assert.Equal([12.00m, 0m], (await Books.AllAsync("SalesReceipt")).Select(document => document.Amount("TotalAmt")!.Value));
        Assert.Equal(RecordState.Synced, (await _road.RecordAsync("orders", 1)).State);
    }

    [Fact]
    public async Task An_invoice_that_somebody_else_was_paid_on_is_left()
    {
        await StartedAsync();
        await _road.OrderAsync(Unpaid(1), run: Run);
        await _road.OrderAsync(Paid(1)); // the payment is another run's

        var page = UndoPage.Planned(Books.Realm, OfRun(), await PlanAsync(OfRun()));

        Assert.Equal("paid", Assert.Single(page.Left).Reason);
        Assert.Empty(page.Sums);
    }

    [Fact]
    public async Task The_books_of_a_closed_day_are_left_closed()
    {
        await StartedAsync();
        await _road.OrderAsync(Paid(1), run: Run);
        await Books.SettingsAsync("""{"preferences":{"AccountingInfoPrefs":{"BookCloseDate":"2026-11-21"}}}""");

        Assert.Equal("closed", Assert.Single(UndoPage.Planned(Books.Realm, OfRun(), await PlanAsync(OfRun())).Left).Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_was_lost_on_the_way_is_settled_and_the_undo_goes_on(bool committed)
    {
        await RunAsync();
        var undo = await BeginAsync(OfRun());
        Books.Next(committed ? Mishap.CommitThenDrop("Payment") : Mishap.Drop("Payment"));

        await WorkAsync();
        var waiting = await OneAsync(undo.Id);
        Assert.Equal("Running", waiting.State);
        Assert.NotNull(waiting.Waiting);
        WaitOutDoubt();
        await WorkAsync();

        Assert.Equal(("Done", 4, 0), (await OneAsync(undo.Id)) is var done ? (done.State, done.Progress.Voided + done.Progress.Deleted, done.Progress.Left) : default);
        Assert.All(await TotalsAsync(), total => Assert.Equal(0m, total.Total));
    }

    [Fact]
    public async Task Another_instance_takes_over_from_one_that_died_and_a_repeat_is_the_same_undo()
    {
        await RunAsync();
        var undo = await BeginAsync(OfRun());
        Assert.NotNull(await _instance.Get<UndoBook>().TakeAsync(default)); // and then it died
        var other = await StartAsync();
        Assert.Null(await other.Get<UndoBook>().TakeAsync(default));
        Assert.Equal(undo.Id, (await other.Get<UndoBook>().BeginAsync(Books.Realm, OfRun(), await other.Get<UndoPlanning>().PlanAsync(Books.Realm, OfRun(), default), default)).Id);

        Clock.Advance(UndoBook.Lease);
        await other.Get<UndoWork>().WorkAsync((await other.Get<UndoBook>().TakeAsync(default))!, default);

        Assert.Equal("Done", (await OneAsync(undo.Id)).State);
        Assert.Empty(await _instance.Get<UndoPlanning>().AccountsAsync(OfRun(), default));
    }

    [Fact]
    public async Task An_import_of_history_is_undone_by_its_days()
    {
        await StartedAsync();
        await _road.OrderAsync(Paid(1) with { Created = "2024-01-15T10:00:00" }, history: true);
        await _road.OrderAsync(Paid(2) with { Created = "2024-02-15T10:00:00" }, history: true);
        await _road.OrderAsync(Paid(3));
        var january = new UndoRequest(null, true, Instance.Store, "2024-01-01", "2024-01-31", null, null);

        await UndoAsync(january);

        Assert.Equal([0m, 12.00m, 12.00m], (await Books.AllAsync("SalesReceipt")).OrderBy(document => long.Parse(document.Id(), System.Globalization.CultureInfo.InvariantCulture)).Select(document => document.Amount("TotalAmt")!.Value));
    }

    [Theory]
    [InlineData(false, null, null, null, null, null, "sync_id")]
    [InlineData(true, true, null, null, null, null, "history")]
    [InlineData(false, true, null, null, null, null, "store_id")]
    [InlineData(false, true, "s", "yesterday", null, null, "from")]
    [InlineData(false, true, "s", "2024-02-01", "2024-01-01", null, "to")]
    [InlineData(true, null, "s", null, null, null, "store_id")]
    [InlineData(true, null, null, null, null, "burn", "how")]
    public void What_is_wrong_with_a_request_is_named(bool run, bool? history, string? store, string? from, string? to, string? how, string field)
    {
        Assert.Equal([field], new UndoRequest(run ? Run : null, history, store, from, to, null, how).Errors().Keys);
    }

    private static Order Paid(long id) => new(id) { Lines = [Mug] };

    private static Order Unpaid(long id) => new(id) { Lines = [Mug], Paid = false, Status = "on-hold" };

    private async Task StartedAsync() => _road = new Road(_instance = await StartAsync());

    // A receipt with its refund, and an invoice with its payment.
    private async Task RunAsync()
    {
        await StartedAsync();
        await _road.OrderAsync(Paid(1) with { Refunds = [new(9, 12.00m, [Mug])] }, run: Run);
        await _road.OrderAsync(Unpaid(2), run: Run);
        await _road.OrderAsync(Paid(2), run: Run);
        Assert.All((long[])[1, 2], id => Assert.Equal(RecordState.Synced, _road.RecordAsync("orders", id).Result.State));
    }

    private Task<IReadOnlyList<UndoItem>> PlanAsync(UndoRequest request) => _instance.Get<UndoPlanning>().PlanAsync(Books.Realm, request, default);

    private async Task<Undo> BeginAsync(UndoRequest request) => await _instance.Get<UndoBook>().BeginAsync(Books.Realm, request, await PlanAsync(request), default);

    private async Task WorkAsync()
    {
        while (await _instance.Get<UndoBook>().TakeAsync(default) is { } undo) await _instance.Get<UndoWork>().WorkAsync(undo, default);
    }

    private async Task<UndoPage> UndoAsync(UndoRequest request)
    {
        var undo = await BeginAsync(request);
        await WorkAsync();
        return await OneAsync(undo.Id);
    }

    private async Task<UndoPage> OneAsync(Guid id)
    {
        var (undo, items) = (await _instance.Get<UndoBook>().OneAsync(id, default))!.Value;
        return UndoPage.Of(undo, items);
    }

    private async Task<List<(string Kind, decimal Total)>> TotalsAsync()
    {
        var totals = new List<(string, decimal)>();
        foreach (var kind in (string[])["SalesReceipt", "Invoice", "Payment", "RefundReceipt", "CreditMemo"])
            totals.AddRange((await Books.AllAsync(kind)).Select(document => (kind, document.Amount("TotalAmt")!.Value)));
        return totals;
    }
}
