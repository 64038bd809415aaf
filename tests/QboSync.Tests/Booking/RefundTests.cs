using Contracts;
using QboSync.Talking;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Booking;

public sealed class RefundTests : BookingTest
{
    private static readonly Order.Line Mug = new("Plain Mug", "MUG-01", 14, 2, 24.00m, Id: 501);

    [Fact]
    public async Task Refunds_of_a_receipt_are_refund_receipts_one_each_also_when_they_come_later()
    {
        var flow = await StartAsync();
        var order = new Order(48) { Lines = [Mug] };
        var first = await flow.OrderAsync(order);

        var one = order with { Refunds = [new(74, 12.00m, [Mug with { Quantity = 1, Total = 12.00m }])] };
        var partial = await flow.OrderAsync(one, externalId: first.ExternalId);
        var two = one with { Status = "refunded", Refunds = [.. one.Refunds, new(75, 12.00m, [])] };
        var full = await flow.OrderAsync(two, externalId: first.ExternalId);
        var again = await flow.OrderAsync(two, externalId: first.ExternalId);

        Assert.Equal((RecordOutcome.Updated, RecordOutcome.Updated, RecordOutcome.Skipped), (partial.Outcome, full.Outcome, again.Outcome));
        var receipts = await Books.AllAsync("RefundReceipt");
        Assert.Equal([12.00m, 12.00m], receipts.Select(receipt => receipt.Amount("TotalAmt")!.Value));
        Assert.Equal(["WC-48-R74", "WC-48-R75"], receipts.Select(receipt => receipt.Text("DocNumber")));
        Assert.All(receipts, receipt => Assert.NotNull(receipt.Ref("DepositToAccountRef")));
    }

    [Fact]
    public async Task An_order_that_was_paid_and_refunded_before_it_was_heard_of_is_booked_with_its_refund()
    {
        var flow = await StartAsync();

        var booked = await flow.OrderAsync(new Order(50) { Lines = [Mug], Status = "refunded", Refunds = [new(81, 24.00m, [Mug])] });

        Assert.Equal(RecordOutcome.Created, booked.Outcome);
        Assert.Equal((24.00m, 24.00m), ((await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"), (await Books.OneAsync("RefundReceipt")).Amount("TotalAmt")));
    }

    [Fact]
    public async Task Refunds_of_an_invoice_are_credit_memos()
    {
        var flow = await StartAsync();
        var order = new Order(49) { Lines = [Mug], Paid = false, Status = "on-hold" };
        var first = await flow.OrderAsync(order);

        await flow.OrderAsync(order with { Paid = true, Status = "processing", Refunds = [new(80, 24.00m, [Mug])] }, externalId: first.ExternalId);

        Assert.Equal(24.00m, (await Books.OneAsync("CreditMemo")).Amount("TotalAmt"));
        Assert.Empty(await Books.AllAsync("RefundReceipt"));
    }

    [Fact]
    public async Task A_refund_before_the_payment_lowers_what_is_owed_and_the_payment_is_over_the_rest()
    {
        var flow = await StartAsync();
        var order = new Order(60) { Lines = [Mug], Paid = false, Status = "on-hold" };
        var first = await flow.OrderAsync(order);

        var refunded = order with { Refunds = [new(85, 9.00m, [], MadeGmt: "2026-11-22T07:00:00")] };
        var applied = await flow.OrderAsync(refunded, externalId: first.ExternalId);
        Assert.Equal(RecordOutcome.Updated, applied.Outcome);
        Assert.Equal(15.00m, (await Books.OneAsync("Invoice")).Amount("Balance"));
        Assert.Equal(0m, (await Books.OneAsync("CreditMemo")).Amount("RemainingCredit"));

        var paid = await flow.OrderAsync(refunded with { Paid = true, Status = "processing" }, externalId: first.ExternalId);
        var again = await flow.OrderAsync(refunded with { Paid = true, Status = "processing" }, externalId: first.ExternalId);

        Assert.Equal((RecordOutcome.Updated, "unchanged"), (paid.Outcome, again.Code));
        Assert.Equal(0m, (await Books.OneAsync("Invoice")).Amount("Balance"));
        Assert.Equal([0m, 15.00m], (await Books.AllAsync("Payment")).Select(payment => payment.Amount("TotalAmt")!.Value));
    }

    [Fact]
    public async Task A_refund_that_was_applied_counts_as_before_the_payment_whatever_its_date()
    {
        var flow = await StartAsync();
        var order = new Order(61) { Lines = [Mug], Paid = false, Status = "on-hold", Refunds = [new(86, 24.00m, [Mug])] };
        var first = await flow.OrderAsync(order);

        var paid = await flow.OrderAsync(order with { Paid = true, Status = "refunded" }, externalId: first.ExternalId);

        Assert.Null(paid.Fault);
        Assert.Equal(0m, (await Books.OneAsync("Invoice")).Amount("Balance"));
        Assert.Equal(0m, (await Books.OneAsync("Payment")).Amount("TotalAmt")); // only the one that applies the credit
    }

    [Fact]
    public async Task What_the_gateway_paid_back_of_a_paid_invoice_leaves_the_account_that_the_payment_went_to()
    {
        var flow = await StartAsync();
        var order = new Order(62) { Lines = [Mug], Paid = false, Status = "on-hold" };
        var first = await flow.OrderAsync(order);

        await flow.OrderAsync(order with { Paid = true, Status = "processing", Refunds = [new(87, 12.00m, [], ByGateway: true)] }, externalId: first.ExternalId);

        var (payment, refund) = (await Books.OneAsync("Payment"), await Books.OneAsync("RefundReceipt"));
        Assert.Equal((24.00m, 12.00m), (payment.Amount("TotalAmt"), refund.Amount("TotalAmt")));
        Assert.Equal(payment.Ref("DepositToAccountRef"), refund.Ref("DepositToAccountRef"));
        Assert.Empty(await Books.AllAsync("CreditMemo"));
        Assert.Equal(0m, (await Books.OneAsync("Invoice")).Amount("Balance"));
    }

    [Fact]
    public async Task A_company_that_applies_credits_by_itself_is_left_to_do_so()
    {
        await Books.SettingsAsync("""{"preferences":{"SalesFormsPrefs":{"AutoApplyCredit":true}}}""");
        var flow = await StartAsync();

        await flow.OrderAsync(new Order(63) { Lines = [Mug], Paid = false, Status = "on-hold", Refunds = [new(88, 9.00m, [])] });

        Assert.Equal(9.00m, (await Books.OneAsync("CreditMemo")).Amount("TotalAmt"));
        Assert.Equal(0, Books.Count("POST", "payment"));
        Assert.Equal(15.00m, (await Books.OneAsync("Invoice")).Amount("Balance"));
    }

    [Fact]
    public async Task A_credit_memo_whose_answer_was_lost_is_applied_once()
    {
        var flow = await StartAsync();
        var order = new Order(64) { Lines = [Mug], Paid = false, Status = "on-hold", Refunds = [new(89, 9.00m, [])] };
        Books.Next(Mishap.CommitThenDrop("CreditMemo"), Mishap.CommitThenDrop("Payment"));

        Assert.Equal("no_answer", (await flow.OrderAsync(order)).Fault!.Code);
        WaitOutDoubt();
        Assert.Equal("no_answer", (await flow.OrderAsync(order)).Fault!.Code);
        WaitOutDoubt();
        Assert.Null((await flow.OrderAsync(order)).Fault);

        await Books.OneAsync("CreditMemo");
        await Books.OneAsync("Payment");
        Assert.Equal(15.00m, (await Books.OneAsync("Invoice")).Amount("Balance"));
    }

    [Fact]
    public async Task Without_its_details_a_refund_waits_and_the_sale_is_booked()
    {
        var flow = await StartAsync();
        var order = new Order(65) { Lines = [Mug], Refunds = [new(90, 24.00m, [Mug])] };

        var held = await flow.WorkAsync(Instance.Item(Entities.Orders, 65, order.Json()));

        Assert.Equal("refund_details_missing", held.Fault!.Code);
        await Books.OneAsync("SalesReceipt");
    }

    [Fact]
    public async Task Tax_is_given_back_with_the_line()
    {
        var flow = await StartAsync();
        var taxed = Mug with { Tax = 2.13m };
        var order = new Order(50) { Lines = [taxed], Tax = 2.13m };
        var first = await flow.OrderAsync(order);

        await flow.OrderAsync(order with { Refunds = [new(81, 26.13m, [taxed])] }, externalId: first.ExternalId);

        var receipt = await Books.OneAsync("RefundReceipt");
        Assert.Equal(26.13m, receipt.Amount("TotalAmt"));
        Assert.Equal("2.13", receipt.Text("TxnTaxDetail", "TotalTax"));
    }

    [Fact]
    public async Task A_refund_whose_lines_are_not_its_amount_is_its_amount_and_says_the_difference()
    {
        var flow = await StartAsync();
        var order = new Order(51) { Lines = [Mug] };
        var first = await flow.OrderAsync(order);

        var booked = await flow.OrderAsync(order with { Refunds = [new(82, 20.00m, [Mug])] }, externalId: first.ExternalId);

        Assert.Null(booked.Fault);
        var receipt = await Books.OneAsync("RefundReceipt");
        Assert.Equal(20.00m, receipt.Amount("TotalAmt"));
        Assert.Contains(receipt["Line"]!.AsArray(), line => (decimal)line!["Amount"]! == -4.00m && ((string)line["Description"]!).Contains("20.00", StringComparison.Ordinal) && ((string)line["Description"]!).Contains("24.00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refund_deleted_in_the_shop_waits_until_its_document_is_gone()
    {
        var flow = await StartAsync();
        var order = new Order(52) { Lines = [Mug] };
        var first = await flow.OrderAsync(order);
        await flow.OrderAsync(order with { Refunds = [new(83, 24.00m, [Mug])] }, externalId: first.ExternalId);

        var held = await flow.OrderAsync(order, externalId: first.ExternalId);
        Assert.Equal("refund_withdrawn", held.Fault!.Code);
        var receipt = await Books.OneAsync("RefundReceipt");
        await Books.EnterAsync("refundreceipt?operation=delete", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken") });

        Assert.Equal("unchanged", (await flow.OrderAsync(order, externalId: first.ExternalId)).Code);
    }

    [Fact]
    public async Task A_refund_goes_to_the_item_that_was_sold()
    {
        var flow = await StartAsync();
        var order = new Order(53) { Lines = [Mug] };
        var first = await flow.OrderAsync(order);
        var lost = new Order.Line("Renamed", null, 0, 2, 24.00m, Id: 501);

        await flow.OrderAsync(order with { Refunds = [new(84, 24.00m, [lost])] }, externalId: first.ExternalId);

        var sold = (await Books.OneAsync("SalesReceipt"))["Line"]![0]!["SalesItemLineDetail"]!["ItemRef"]!["value"];
        var back = (await Books.OneAsync("RefundReceipt"))["Line"]![0]!["SalesItemLineDetail"]!["ItemRef"]!["value"];
        Assert.Equal((string?)sold, (string?)back);
    }
}
