using System.Text.Json.Nodes;
using Contracts;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Booking;

/// <summary>Orders that are changed after they were booked and paid.</summary>
public sealed class EditTests : BookingTest
{
    private static Order.Line Mugs(int count) => new("Plain Mug", "MUG-01", 14, count, 12.00m * count, Id: 77);

    [Fact]
    public async Task A_paid_invoice_that_grows_gets_a_second_payment_of_the_rest()
    {
        var (flow, order, id) = await PaidInvoiceAsync(1);

        var grown = await flow.OrderAsync(order with { Lines = [Mugs(3)], Modified = "2026-11-25T10:00:00" }, externalId: id);
        Books.Calls.Clear();
        var again = await flow.OrderAsync(order with { Lines = [Mugs(3)], Modified = "2026-11-26T10:00:00" }, externalId: id);

        Assert.Equal((RecordOutcome.Updated, "unchanged"), (grown.Outcome, again.Code));
        Assert.Empty(Books.Calls);
        Assert.Equal((36.00m, 0m), ((await Books.OneAsync("Invoice")).Amount("TotalAmt"), (await Books.OneAsync("Invoice")).Amount("Balance")));
        var payments = await Books.AllAsync("Payment");
        Assert.Equal([12.00m, 24.00m], payments.Select(payment => payment.Amount("TotalAmt")!.Value));
        Assert.Equal(["2026-11-21", "2026-11-25"], payments.Select(payment => payment.Text("TxnDate")));
    }

    [Fact]
    public async Task A_paid_invoice_that_grows_and_waits_for_money_stays_open_for_the_rest()
    {
        var (flow, order, id) = await PaidInvoiceAsync(1);

        await flow.OrderAsync(order with { Lines = [Mugs(3)], Status = "pending" }, externalId: id);

        Assert.Equal(24.00m, (await Books.OneAsync("Invoice")).Amount("Balance"));
        Assert.Equal(12.00m, (await Books.OneAsync("Payment")).Amount("TotalAmt"));
    }

    [Fact]
    public async Task A_paid_invoice_that_shrinks_takes_its_payment_along()
    {
        var (flow, order, id) = await PaidInvoiceAsync(3);

        var shrunk = await flow.OrderAsync(order with { Lines = [Mugs(2)] }, externalId: id);

        Assert.Equal(RecordOutcome.Updated, shrunk.Outcome);
        Assert.Equal((24.00m, 0m), ((await Books.OneAsync("Invoice")).Amount("TotalAmt"), (await Books.OneAsync("Invoice")).Amount("Balance")));
        var payment = await Books.OneAsync("Payment");
        Assert.Equal((24.00m, 0m), (payment.Amount("TotalAmt"), payment.Amount("UnappliedAmt")));
    }

    [Fact]
    public async Task A_deposited_payment_keeps_the_invoice_as_it_was_and_the_difference_is_told()
    {
        var (flow, order, id) = await PaidInvoiceAsync(3);
        await Books.DepositAsync("Payment", await Books.OneAsync("Payment"));

        var held = await flow.OrderAsync(order with { Lines = [Mugs(2)] }, externalId: id);

        Assert.Equal((FaultKind.Invalid, "deposited"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Contains("WooCommerce says 24.00, QuickBooks holds 36.00", held.Fault.Message);
        Assert.Equal((36.00m, 36.00m), ((await Books.OneAsync("Invoice")).Amount("TotalAmt"), (await Books.OneAsync("Payment")).Amount("TotalAmt")));
    }

    [Fact]
    public async Task A_deposited_receipt_is_not_changed_but_its_refund_is_booked()
    {
        var flow = await StartAsync();
        var order = new Order(1) { Lines = [Mugs(2)] };
        var first = await flow.OrderAsync(order);
        await Books.DepositAsync("SalesReceipt", await Books.OneAsync("SalesReceipt"));

        var held = await flow.OrderAsync(order with { Note = "door code 7", Refunds = [new(90, 12.00m, [Mugs(1)])] }, externalId: first.ExternalId);
        var unchanged = await flow.OrderAsync(order with { Refunds = [new(90, 12.00m, [Mugs(1)])] }, externalId: first.ExternalId);

        Assert.Equal((FaultKind.Invalid, "deposited"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Contains("SalesReceipt WC-1 stands as it was", held.Fault.Message);
        Assert.Contains("the total is the same (24.00); different: message to the customer", held.Fault.Message);
        Assert.DoesNotContain("door code", held.Fault.Message);
        Assert.Equal(12.00m, (await Books.OneAsync("RefundReceipt")).Amount("TotalAmt"));
        Assert.Equal("unchanged", unchanged.Code);
    }

    [Fact]
    public async Task An_edit_in_closed_books_names_the_day_and_goes_through_once_they_are_open()
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(2));
        await Books.SettingsAsync("""{"preferences":{"AccountingInfoPrefs":{"BookCloseDate":"2026-11-21"}}}""");
        flow.Get<QboSync.Company.CompanyReader>().Forget(Books.Realm);
        var edited = new Order(2) { Lines = [Mugs(2)] };

        var held = await flow.OrderAsync(edited, externalId: first.ExternalId);
        Assert.Equal((FaultKind.ClosedPeriod, "closed_period"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Contains("2026-11-21", held.Fault.Message);
        Assert.Contains("WooCommerce says 24.00, QuickBooks holds 12.00", held.Fault.Message);

        await Books.SettingsAsync("""{"preferences":{"AccountingInfoPrefs":{"BookCloseDate":null}}}""");
        Assert.Equal(RecordOutcome.Updated, (await flow.OrderAsync(edited, externalId: first.ExternalId)).Outcome);
    }

    [Fact]
    public async Task A_receipt_whose_order_turns_out_unpaid_is_asked_about()
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(3));

        var held = await flow.OrderAsync(new Order(3) { Paid = false, Status = "on-hold" }, externalId: first.ExternalId);
        Assert.Equal((FaultKind.Conflict, "booked_as_paid"), (held.Fault!.Kind, held.Fault.Code));

        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt?operation=delete", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken") });
        var anew = await flow.OrderAsync(new Order(3) { Paid = false, Status = "on-hold" }, force: true, externalId: first.ExternalId);

        Assert.Equal(RecordOutcome.Updated, anew.Outcome);
        Assert.Equal(12.00m, (await Books.OneAsync("Invoice")).Amount("Balance"));
        Assert.Empty(await Books.AllAsync("SalesReceipt"));
    }

    [Fact]
    public async Task The_status_and_the_payment_method_say_as_what_an_order_is_booked()
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"orders":{"statuses":{"on-hold":"sales_receipt","completed":"invoice"}},"payment_methods":{"cod":{"book_as":"invoice"}}}""");

        await flow.OrderAsync(new Order(4) { Paid = false, Status = "on-hold" });
        await flow.OrderAsync(new Order(5) { Status = "completed" });
        await flow.OrderAsync(new Order(6) { Paid = false, Status = "on-hold", Method = "cod" });

        Assert.Equal("WC-4", (await Books.OneAsync("SalesReceipt")).Text("DocNumber"));
        Assert.Equal(["WC-5", "WC-6"], (await Books.AllAsync("Invoice")).Select(invoice => invoice.Text("DocNumber")));
        Assert.Equal(12.00m, (await Books.OneAsync("Payment")).Amount("TotalAmt"));
    }

    [Fact]
    public async Task An_invoice_over_nothing_has_no_payment()
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"payment_methods":{"*":{"book_as":"invoice"}}}""");

        var booked = await flow.OrderAsync(new Order(7) { Lines = [new("Gift", "G-1", 15, 1, 0.00m)] });

        Assert.Equal(RecordOutcome.Created, booked.Outcome);
        Assert.Equal(0, (await Books.OneAsync("Invoice")).Amount("TotalAmt"));
        Assert.Empty(await Books.AllAsync("Payment"));
    }

    private async Task<(Instance Flow, Order Order, string Id)> PaidInvoiceAsync(int mugs)
    {
        var flow = await StartAsync();
        var order = new Order(1) { Lines = [Mugs(mugs)], Paid = false, Status = "on-hold" };
        var first = await flow.OrderAsync(order);
        order = order with { Paid = true, Status = "processing", Transaction = "txn-1" };
        Assert.Equal(RecordOutcome.Updated, (await flow.OrderAsync(order, externalId: first.ExternalId)).Outcome);
        return (flow, order, first.ExternalId!);
    }
}
