using System.Text.Json.Nodes;
using Contracts;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Booking;

/// <summary>Orders that the shop takes back after they were booked, and brings again.</summary>
public sealed class TakingBackTests : BookingTest
{
    private static readonly Order.Line Mug = new("Plain Mug", "MUG-01", 14, 1, 12.00m, Id: 77);

    [Fact]
    public async Task Void_takes_the_payment_and_the_refund_out_before_the_invoice()
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"orders":{"cancelled":"void"}}""");
        var order = await PaidInvoiceWithRefundAsync(flow);
        Books.Calls.Clear();

        var done = await flow.OrderAsync(order with { Status = "cancelled" }, externalId: "1");
        var again = await flow.OrderAsync(order with { Status = "cancelled" }, externalId: "1");

        Assert.Equal((RecordOutcome.Updated, "undone"), (done.Outcome, again.Code));
        // QuickBooks moves the invoice's token when its payment goes, so the invoice may be asked for twice.
        Assert.Equal(["payment", "creditmemo", "invoice"], Books.Calls.Where(call => call.Method == "POST").Select(call => call.Path.Split('?')[0]).Distinct());
        Assert.True(Removing.IsVoided(await Books.OneAsync("Invoice")));
        Assert.True(Removing.IsVoided(await Books.OneAsync("Payment")));
        Assert.Empty(await Books.AllAsync("CreditMemo")); // QuickBooks has no void for it
    }

    [Fact]
    public async Task Delete_takes_everything_out_for_good_when_the_order_is_gone_from_the_shop()
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"orders":{"trashed":"delete"}}""");
        await PaidInvoiceWithRefundAsync(flow);

        var done = await flow.WorkAsync(Instance.Item(Entities.Orders, 1, """{"id":1}""") with { Deleted = true, ExternalId = "1" });

        Assert.Equal(RecordOutcome.Updated, done.Outcome);
        foreach (var kind in new[] { "Invoice", "Payment", "CreditMemo" }) Assert.Empty(await Books.AllAsync(kind));
    }

    [Fact]
    public async Task Leave_changes_nothing_and_says_so()
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"orders":{"failed":"leave"}}""");
        await flow.OrderAsync(new Order(2));
        Books.Calls.Clear();

        var left = await flow.OrderAsync(new Order(2) { Status = "failed" }, externalId: "1");

        Assert.Equal((RecordOutcome.Skipped, "left_in_books"), (left.Outcome, left.Code));
        Assert.Empty(Books.Calls);
        Assert.Equal(12.00m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
    }

    [Fact]
    public async Task Asked_a_person_hears_what_still_stands()
    {
        var flow = await StartAsync();
        var order = await PaidInvoiceWithRefundAsync(flow);
        var invoice = await Books.OneAsync("Invoice");
        await DeleteAsync("invoice", invoice);

        var held = await flow.OrderAsync(order with { Status = "trash" }, externalId: invoice.Id());

        Assert.Equal((FaultKind.Conflict, "booked_then_cancelled"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Contains("Payment", held.Fault.Message);
        Assert.Contains("CreditMemo WC-1-R90", held.Fault.Message);
        Assert.DoesNotContain("Invoice", held.Fault.Message);
        Assert.Contains("orders.trashed", held.Fault.Message);
    }

    [Theory]
    [InlineData("void", "WC-3-2")]
    [InlineData("delete", "WC-3")]
    public async Task An_order_that_comes_back_after_we_took_it_out_is_booked_anew(string policy, string number)
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync($$$$"""{"orders":{"cancelled":"{{{{policy}}}}"}}""");
        var first = await flow.OrderAsync(new Order(3));
        await flow.OrderAsync(new Order(3) { Status = "cancelled" }, externalId: first.ExternalId);

        var back = await flow.OrderAsync(new Order(3), externalId: first.ExternalId);
        var again = await flow.OrderAsync(new Order(3), externalId: back.ExternalId);

        Assert.Equal((RecordOutcome.Updated, "unchanged"), (back.Outcome, again.Code));
        var receipt = (await Books.AllAsync("SalesReceipt")).Single(receipt => receipt.Id() == back.ExternalId);
        Assert.Equal((12.00m, number), (receipt.Amount("TotalAmt")!.Value, receipt.Text("DocNumber")));
        Assert.NotEqual(first.ExternalId, back.ExternalId);
        Assert.Equal(12.00m, (await Books.AllAsync("SalesReceipt")).Sum(document => document.Amount("TotalAmt")));
    }

    [Fact]
    public async Task An_order_that_comes_back_after_a_person_voided_it_is_asked_about_and_booked_by_force()
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(4));
        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt?operation=update&include=void", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true });
        await flow.OrderAsync(new Order(4) { Status = "cancelled" }, externalId: first.ExternalId);

        var held = await flow.OrderAsync(new Order(4), externalId: first.ExternalId);
        Assert.Equal((FaultKind.Conflict, "voided_in_quickbooks"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Equal(0, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));

        var forced = await flow.OrderAsync(new Order(4), force: true, externalId: first.ExternalId);
        Assert.Equal(RecordOutcome.Updated, forced.Outcome);
        Assert.Equal("WC-4-2", (await Books.AllAsync("SalesReceipt")).Single(document => document.Id() == forced.ExternalId).Text("DocNumber"));
    }

    [Fact]
    public async Task What_QuickBooks_does_not_let_go_is_named_with_what_is_out_already()
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"orders":{"cancelled":"delete"}}""");
        var order = await PaidInvoiceWithRefundAsync(flow);
        await Books.DepositAsync("Payment", await Books.OneAsync("Payment"));

        var held = await flow.OrderAsync(order with { Status = "cancelled" }, externalId: "1");

        Assert.Equal((FaultKind.Invalid, "deposited"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Contains("bank deposit", held.Fault.Message);
        Assert.Contains("Nothing was taken out", held.Fault.Message);
        Assert.Equal(12.00m, (await Books.OneAsync("Invoice")).Amount("TotalAmt"));
    }

    [Fact]
    public async Task A_removal_whose_answer_is_lost_is_settled_and_not_done_twice()
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync("""{"orders":{"cancelled":"void"}}""");
        await flow.OrderAsync(new Order(5));
        Books.Next(Mishap.CommitThenDrop("SalesReceipt"));

        var lost = await flow.OrderAsync(new Order(5) { Status = "cancelled" });
        WaitOutDoubt();
        var settled = await flow.OrderAsync(new Order(5) { Status = "cancelled" });

        Assert.Equal((FaultKind.UnknownOutcome, "undone"), (lost.Fault!.Kind, settled.Code));
        Assert.Equal(1, Books.Calls.Count(call => call.Path.Contains("include=void", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("delete", 0)]
    [InlineData("leave", 1)]
    public async Task A_refund_that_is_deleted_in_the_shop_follows_the_policy(string policy, int left)
    {
        var flow = await StartAsync();
        await flow.SetMappingAsync($$$$"""{"orders":{"trashed":"{{{{policy}}}}"}}""");
        var order = new Order(6) { Lines = [Mug] };
        var first = await flow.OrderAsync(order with { Refunds = [new(91, 12.00m, [Mug])] });

        var withdrawn = await flow.OrderAsync(order, externalId: first.ExternalId);

        Assert.Null(withdrawn.Fault);
        Assert.Equal(left, (await Books.AllAsync("RefundReceipt")).Count);
        await Books.OneAsync("SalesReceipt");
    }

    private async Task<Order> PaidInvoiceWithRefundAsync(Instance flow)
    {
        var order = new Order(1) { Lines = [Mug], Paid = false, Status = "on-hold" };
        await flow.OrderAsync(order);
        order = order with { Paid = true, Status = "processing", Refunds = [new(90, 5.00m, [])] };
        var booked = await flow.OrderAsync(order, externalId: "1");
        Assert.True(booked.Fault is null, booked.Fault?.Message);
        return order;
    }

    private Task DeleteAsync(string entity, JsonObject document) =>
        Books.EnterAsync($"{entity}?operation=delete", new() { ["Id"] = document.Id(), ["SyncToken"] = document.Text("SyncToken") });


}
