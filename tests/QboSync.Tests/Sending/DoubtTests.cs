using System.Text.Json.Nodes;
using Contracts;
using QboSync.Sending;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Sending;

/// <summary>A write whose answer never came is booked once, whatever became of it.</summary>
public sealed class DoubtTests : BookingTest
{
    [Fact]
    public async Task Booked_but_unanswered_is_found_by_number_and_adopted()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.CommitThenDrop("SalesReceipt"));

        var first = await flow.OrderAsync(new Order(1));
        Assert.Equal(FaultKind.UnknownOutcome, first.Fault!.Kind);
        WaitOutDoubt();
        var second = await flow.OrderAsync(new Order(1));

        Assert.Equal(RecordOutcome.Created, second.Outcome);
        var receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal(receipt.Id(), second.ExternalId);
        Assert.Equal(1, Books.Count("POST", "salesreceipt"));
    }

    [Fact]
    public async Task Booked_but_unanswered_is_found_by_its_marker_where_the_company_numbers_by_itself()
    {
        await Books.SettingsAsync("""{"preferences":{"SalesFormsPrefs":{"CustomTxnNumbers":false}}}""");
        var flow = await StartAsync();
        Books.Next(Mishap.CommitThenDrop("SalesReceipt"));
        await flow.OrderAsync(new Order(2));
        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt", new JsonObject { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true, ["DocNumber"] = "5001" });
        WaitOutDoubt();

        var second = await flow.OrderAsync(new Order(2));

        Assert.Equal((RecordOutcome.Created, receipt.Id()), (second.Outcome, second.ExternalId));
        await Books.OneAsync("SalesReceipt");
        Assert.Equal(1, Books.Count("POST", "salesreceipt"));
    }

    [Fact]
    public async Task Never_booked_is_sent_again_with_the_same_body_and_requestid()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.Answer(Mishap.Write("SalesReceipt"), 500, "<html>Internal Server Error</html>", "text/html"));

        var first = await flow.OrderAsync(new Order(3));
        Assert.Equal(FaultKind.UnknownOutcome, first.Fault!.Kind);
        WaitOutDoubt();
        var second = await flow.OrderAsync(new Order(3));

        Assert.Equal(RecordOutcome.Created, second.Outcome);
        await Books.OneAsync("SalesReceipt");
        var writes = Books.Calls.Where(call => call.Path.StartsWith("salesreceipt", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, writes.Count);
        Assert.Equal(writes[0], writes[1]);
    }

    [Fact]
    public async Task Nothing_is_asked_or_sent_before_a_late_commit_must_have_landed()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.CommitThenDrop("SalesReceipt"));
        await flow.OrderAsync(new Order(4));
        Books.Calls.Clear();
        Clock.Advance(TimeSpan.FromSeconds(100));

        var early = await flow.OrderAsync(new Order(4) { Note = "a newer version" });

        Assert.Equal(FaultKind.UnknownOutcome, early.Fault!.Kind);
        Assert.Equal(TimeSpan.FromSeconds(30), early.Fault.RetryAfter);
        Assert.Empty(Books.Calls);
    }

    [Fact]
    public async Task The_old_revision_is_settled_before_a_newer_version_is_written()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.Drop("SalesReceipt"));
        await flow.OrderAsync(new Order(5));
        WaitOutDoubt();
        Books.Calls.Clear();

        var newer = await flow.OrderAsync(new Order(5) { Lines = [new("Plain Mug", "MUG-01", 14, 2, 24.00m)] });

        Assert.Equal(RecordOutcome.Created, newer.Outcome);
        Assert.Equal(24.00m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
        var bodies = Books.Calls.Where(call => call.Path.StartsWith("salesreceipt?", StringComparison.Ordinal)).Select(call => call.Body).ToList();
        Assert.Equal(2, bodies.Count);
        Assert.DoesNotContain("\"Id\"", bodies[0]);
        Assert.Contains("\"Id\"", bodies[1]);
    }

    [Fact]
    public async Task Marked_and_killed_before_sending_is_settled_like_any_other_doubt()
    {
        var flow = await StartAsync();
        using var kill = new CancellationTokenSource();
        Books.Next(Mishap.Before(Mishap.Write("SalesReceipt"), async () =>
        {
            await kill.CancelAsync(); // the process goes away between the mark and the request
            throw new InvalidOperationException("never reached QuickBooks");
        }));
        var item = Instance.Item(Entities.Orders, 6, new Order(6).Json());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flow.WorkAsync(item, kill.Token));
        Assert.NotNull(Assert.Single(await flow.RowsAsync()).SentAt);
        Assert.Empty(await Books.AllAsync("SalesReceipt"));

        var restarted = await StartAsync();
        Assert.Equal(FaultKind.UnknownOutcome, (await restarted.WorkAsync(item)).Fault!.Kind);
        WaitOutDoubt();
        var result = await restarted.WorkAsync(item);

        Assert.Equal(RecordOutcome.Created, result.Outcome);
        await Books.OneAsync("SalesReceipt");
    }

    [Fact]
    public async Task Killed_between_the_answer_and_its_record_is_adopted()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(7));
        var row = Assert.Single(await flow.RowsAsync());
        (row.ExternalId, row.SyncToken, row.Hash, row.TotalAmt, row.SentAt, row.Revision) = (null, null, null, null, Clock.GetUtcNow(), 1);
        await flow.Get<DocumentBook>().SaveAsync(row, default);
        WaitOutDoubt();

        var result = await flow.OrderAsync(new Order(7));

        Assert.Equal(RecordOutcome.Created, result.Outcome);
        Assert.Equal((await Books.OneAsync("SalesReceipt")).Id(), result.ExternalId);
    }

    [Fact]
    public async Task Two_documents_of_one_order_are_for_a_person()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.CommitThenDrop("SalesReceipt"));
        await flow.OrderAsync(new Order(8));
        var copy = (JsonObject)(await Books.OneAsync("SalesReceipt")).DeepClone();
        foreach (var name in (string[])["Id", "SyncToken", "MetaData", "domain", "sparse", "TotalAmt", "Balance"]) copy.Remove(name);
        await Books.EnterAsync("salesreceipt?include=allowduplicatedocnum", copy);
        WaitOutDoubt();

        var held = await flow.OrderAsync(new Order(8));

        Assert.Equal((FaultKind.Conflict, "found_twice"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Equal(2, (await Books.AllAsync("SalesReceipt")).Count);
    }

    [Fact]
    public async Task A_payment_in_doubt_is_found_by_its_reference_and_never_paid_twice()
    {
        var flow = await StartAsync();
        var unpaid = new Order(9) { Status = "on-hold", Paid = false };
        var first = await flow.OrderAsync(unpaid);
        Books.Next(Mishap.CommitThenDrop("Payment"));
        var paid = unpaid with { Paid = true, Status = "processing", Transaction = "txn-9" };

        Assert.Equal(FaultKind.UnknownOutcome, (await flow.OrderAsync(paid, externalId: first.ExternalId)).Fault!.Kind);
        WaitOutDoubt();
        var settled = await flow.OrderAsync(paid, externalId: first.ExternalId);

        Assert.Null(settled.Fault);
        await Books.OneAsync("Payment");
        Assert.Equal(0m, (await Books.OneAsync("Invoice")).Amount("Balance"));
    }

    [Fact]
    public async Task A_payment_without_reference_in_doubt_is_found_by_its_customer()
    {
        var flow = await StartAsync();
        var unpaid = new Order(10) { Status = "on-hold", Paid = false };
        var first = await flow.OrderAsync(unpaid);
        Books.Next(Mishap.CommitThenDrop("Payment"));
        var paid = unpaid with { Paid = true, Status = "processing" };

        await flow.OrderAsync(paid, externalId: first.ExternalId);
        WaitOutDoubt();
        await flow.OrderAsync(paid, externalId: first.ExternalId);

        await Books.OneAsync("Payment");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_edit_in_doubt_ends_with_the_newest_version(bool committed)
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(11));
        Books.Next(committed ? Mishap.CommitThenDrop("SalesReceipt") : Mishap.Drop("SalesReceipt"));
        var two = new Order(11) { Lines = [new("Plain Mug", "MUG-01", 14, 2, 24.00m)] };
        var three = new Order(11) { Lines = [new("Plain Mug", "MUG-01", 14, 3, 36.00m)] };

        Assert.Equal(FaultKind.UnknownOutcome, (await flow.OrderAsync(two, externalId: first.ExternalId)).Fault!.Kind);
        WaitOutDoubt();
        var last = await flow.OrderAsync(three, externalId: first.ExternalId);

        Assert.Equal(RecordOutcome.Updated, last.Outcome);
        Assert.Equal(36.00m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
    }

    [Fact]
    public async Task A_refusal_when_settling_is_an_answer_and_the_newest_version_goes_on()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.Drop("SalesReceipt"));
        await flow.OrderAsync(new Order(12));
        WaitOutDoubt();
        Books.Next(Mishap.Answer(Mishap.Write("SalesReceipt"), 400, Fault("6000", "You must have patience.")));

        var result = await flow.OrderAsync(new Order(12));

        Assert.Equal(RecordOutcome.Created, result.Outcome);
        await Books.OneAsync("SalesReceipt");
    }

    [Fact]
    public async Task Throttled_when_settling_leaves_the_doubt_as_it_was()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.Drop("SalesReceipt"));
        await flow.OrderAsync(new Order(13));
        var before = Assert.Single(await flow.RowsAsync());
        WaitOutDoubt();
        Books.Next(Mishap.Answer(Mishap.Write("SalesReceipt"), 429, "", "text/plain"));

        Assert.Equal(FaultKind.Throttled, (await flow.OrderAsync(new Order(13))).Fault!.Kind);
        var after = Assert.Single(await flow.RowsAsync());
        Assert.Equal((before.SentAt, before.RequestId, before.Revision), (after.SentAt, after.RequestId, after.Revision));

        Assert.Equal(RecordOutcome.Created, (await flow.OrderAsync(new Order(13))).Outcome);
    }

    [Fact]
    public async Task A_refused_document_is_not_in_doubt_and_its_next_attempt_is_another_request()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.Answer(Mishap.Write("SalesReceipt"), 400, Fault("6210", "closed")));

        var refused = await flow.OrderAsync(new Order(14));
        Assert.Equal((FaultKind.ClosedPeriod, "closed_period"), (refused.Fault!.Kind, refused.Fault.Code));
        var row = Assert.Single(await flow.RowsAsync());
        Assert.Null(row.SentAt);
        var booked = await flow.OrderAsync(new Order(14));

        Assert.Equal(RecordOutcome.Created, booked.Outcome);
        Assert.NotEqual(row.RequestId, Assert.Single(await flow.RowsAsync()).RequestId);
    }

    [Fact]
    public async Task An_unanswered_refund_is_booked_once()
    {
        var flow = await StartAsync();
        var order = new Order(15) { Lines = [new("Plain Mug", "MUG-01", 14, 1, 12.00m, Id: 77)] };
        var first = await flow.OrderAsync(order);
        var refunded = order with { Refunds = [new(900, 12.00m, [new("Plain Mug", "MUG-01", 14, 1, 12.00m, Id: 77)])] };
        Books.Next(Mishap.CommitThenDrop("RefundReceipt"));

        Assert.Equal(FaultKind.UnknownOutcome, (await flow.OrderAsync(refunded, externalId: first.ExternalId)).Fault!.Kind);
        WaitOutDoubt();
        await flow.OrderAsync(refunded, externalId: first.ExternalId);

        Assert.Equal(12.00m, (await Books.OneAsync("RefundReceipt")).Amount("TotalAmt"));
    }

    private static string Fault(string code, string detail) => new JsonObject
    {
        ["Fault"] = new JsonObject
        {
            ["Error"] = new JsonArray(new JsonObject { ["Message"] = "Refused", ["Detail"] = detail, ["code"] = code }),
            ["type"] = "ValidationFault",
        },
    }.ToJsonString();
}
