using Contracts;
using QboSync.Company;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Booking;

/// <summary>Dates of documents in QuickBooks.</summary>
public sealed class DateTests : BookingTest
{
    private static readonly Order.Line Mug = new("Plain Mug", "MUG-01", 14, 1, 12.00m, Id: 77);

    [Fact]
    public async Task In_closed_books_a_document_goes_to_the_first_open_day_and_tells_its_true_one()
    {
        await CloseAsync("2026-11-30");
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"orders":{"closed_period":"first_open_day"}}""");

        var order = new Order(1) { Lines = [Mug], Refunds = [new(90, 5.00m, [])] };
        var booked = await flow.OrderAsync(order);
        var again = await flow.OrderAsync(order, externalId: booked.ExternalId);

        Assert.Equal((RecordOutcome.Created, "unchanged"), (booked.Outcome, again.Code));
        foreach (var kind in new[] { "SalesReceipt", "RefundReceipt" })
        {
            var document = await Books.OneAsync(kind);
            Assert.Equal("2026-12-01", document.Text("TxnDate"));
            Assert.StartsWith($"WooCommerce order 1 | store-1 | {kind}", document.Text("PrivateNote"));
        }
        Assert.Contains("2026-11-21", (await Books.OneAsync("SalesReceipt")).Text("PrivateNote"));
    }

    [Fact]
    public async Task A_document_keeps_its_first_open_day_and_what_people_wrote_when_the_order_changes()
    {
        await CloseAsync("2026-11-30");
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"orders":{"closed_period":"first_open_day"}}""");
        var first = await flow.OrderAsync(new Order(2));
        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt", new()
        {
            ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true, ["PrivateNote"] = receipt.Text("PrivateNote") + "\nPacked by Ann",
        });

        var edited = await flow.OrderAsync(new Order(2) { Note = "door code 7" }, externalId: first.ExternalId);

        Assert.Equal(RecordOutcome.Updated, edited.Outcome);
        receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal(("2026-12-01", "door code 7"), (receipt.Text("TxnDate"), receipt.Text("CustomerMemo", "value")));
        Assert.Contains("true date 2026-11-21", receipt.Text("PrivateNote"), StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("Packed by Ann", receipt.Text("PrivateNote"));
    }

    [Fact]
    public async Task Books_that_were_closed_since_they_were_looked_at_are_looked_at_again()
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"orders":{"closed_period":"first_open_day"}}""");
        await flow.OrderAsync(new Order(3));
        await CloseAsync("2026-11-30");

        var booked = await flow.OrderAsync(new Order(4));

        Assert.Equal(RecordOutcome.Created, booked.Outcome);
        Assert.Equal(["2026-11-21", "2026-12-01"], (await Books.AllAsync("SalesReceipt")).Select(receipt => receipt.Text("TxnDate")));
    }

    [Fact]
    public async Task Held_orders_wait_for_the_books_to_be_opened()
    {
        await CloseAsync("2026-11-30");
        var flow = await StartAsync();

        var held = await flow.OrderAsync(new Order(5));
        Assert.Equal((FaultKind.ClosedPeriod, "closed_period"), (held.Fault!.Kind, held.Fault.Code));

        await CloseAsync("2026-10-31");
        Assert.Equal(RecordOutcome.Created, (await flow.OrderAsync(new Order(5))).Outcome);
        Assert.Equal("2026-11-21", (await Books.OneAsync("SalesReceipt")).Text("TxnDate"));
    }

    [Fact]
    public async Task An_invoice_does_not_move_to_another_day_because_it_is_paid()
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"orders":{"txn_date":"paid"}}""");
        var order = new Order(6) { Created = "2026-11-18T10:00:00", Paid = false, Status = "on-hold" };
        var first = await flow.OrderAsync(order);

        await flow.OrderAsync(order with { Paid = true, Status = "processing" }, externalId: first.ExternalId);
        await flow.OrderAsync(new Order(7) { Created = "2026-11-18T10:00:00" });

        Assert.Equal("2026-11-18", (await Books.OneAsync("Invoice")).Text("TxnDate"));
        Assert.Equal("2026-11-21", (await Books.OneAsync("SalesReceipt")).Text("TxnDate"));
    }

    private Task CloseAsync(string day) => Books.SettingsAsync($$$$"""{"preferences":{"AccountingInfoPrefs":{"BookCloseDate":"{{{{day}}}}"}}}""");
}
