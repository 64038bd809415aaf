using System.Text.Json.Nodes;
using Contracts;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Sending;

/// <summary>Orders that are worked together leave together, and each is booked once whatever becomes of the batch.</summary>
public sealed class BatchTests : BookingTest
{
    private const int Full = 30;

    [Fact]
    public async Task Thirty_orders_of_known_customers_are_one_call()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        Books.Calls.Clear();

        var results = await WorkAsync(flow, Orders(2, Full));

        Assert.All(results, result => Assert.Equal(RecordOutcome.Created, result.Outcome));
        var call = Assert.Single(Books.Calls);
        Assert.Equal(Full, JsonNode.Parse(call.Body)!["BatchItemRequest"]!.AsArray().Count);
        Assert.Equal(Full + 1, (await Books.AllAsync("SalesReceipt")).Count);
        await EachHasItsOwnAsync(flow);
    }

    [Fact]
    public async Task A_hundred_orders_are_four_calls()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        Books.Calls.Clear();

        await WorkAsync(flow, Orders(2, 100));

        Assert.InRange(Books.Calls.Count, 4, 10); // a slow machine sends some before they are full
        Assert.Equal(101, (await Books.AllAsync("SalesReceipt")).Count);
        await EachHasItsOwnAsync(flow);
    }

    [Fact]
    public async Task A_lone_order_is_a_single_call()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        Books.Calls.Clear();

        await flow.OrderAsync(new Order(2));

        Assert.StartsWith("salesreceipt?", Assert.Single(Books.Calls).Path);
    }

    [Fact]
    public async Task Customers_and_items_of_a_batch_are_asked_for_and_made_together_and_documents_after_them()
    {
        var flow = await StartAsync();

        var results = await WorkAsync(flow, [.. Enumerable.Range(1, Full).Select(id => new Order(id)
        {
            First = "Guest", Last = $"Number {id}", Email = $"guest{id}@example.test", Lines = [new($"Thing {id}", $"T-{id}", id, 1, 10.00m)],
        })]);

        Assert.All(results, result => Assert.Equal(RecordOutcome.Created, result.Outcome));
        Assert.Equal(Full, (await Books.AllAsync("Customer")).Count);
        Assert.Equal(Full, (await Books.AllAsync("Item")).Count(item => item.Text("Sku")?.StartsWith("T-", StringComparison.Ordinal) == true));
        Assert.True(Books.Calls.Count <= 24, $"{Books.Calls.Count} calls");
    }

    [Fact]
    public async Task Every_row_is_marked_on_disk_under_the_id_that_QuickBooks_gets_before_the_batch_leaves()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        List<BookedDocument> rows = [];
        Books.Next(Mishap.Before(BatchMishap.Writes, async () => rows = await flow.RowsAsync()));

        await WorkAsync(flow, Orders(2, Full));

        var call = Books.Calls.Last();
        var id = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(call.Path[call.Path.IndexOf('?')..])["requestid"].ToString();
        var items = JsonNode.Parse(call.Body)!["BatchItemRequest"]!.AsArray().Select(item => $"{item!["bId"]}").ToList();
        Assert.True(id.Length <= 36 && items.All(item => item.Length is > 0 and <= 10), "QuickBooks takes 36 and 10 characters");
        var marked = rows.Where(row => row.SentAt is not null).ToList();
        Assert.Equal(items.Select(item => id + item).Order(), marked.Select(row => row.RequestId!).Order());
    }

    [Fact]
    public async Task Items_that_are_missing_from_the_answer_are_in_doubt_and_the_others_booked()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        Books.Next(BatchMishap.Changed(items => { for (var i = 0; i < 3; i++) items.RemoveAt(0); }));
        var orders = Orders(2, Full);

        var first = await WorkAsync(flow, orders);
        Assert.Equal(3, first.Count(result => result.Fault?.Kind == FaultKind.UnknownOutcome));
        Assert.Equal(Full - 3, first.Count(result => result.Outcome == RecordOutcome.Created));
        WaitOutDoubt();
        Books.Calls.Clear();
        var second = await WorkAsync(flow, orders);

        Assert.All(second, result => Assert.Null(result.Fault));
        Assert.Equal(0, Books.Count("POST", "salesreceipt"));
        Assert.Equal(Full + 1, (await Books.AllAsync("SalesReceipt")).Count);
        await EachHasItsOwnAsync(flow);
    }

    [Fact]
    public async Task Items_that_were_never_carried_out_are_sent_again_alone_under_the_same_id()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        Books.Next(BatchMishap.DoesOnly(Full - 2));
        var orders = Orders(2, Full);

        var first = await WorkAsync(flow, orders);
        Assert.Equal(2, first.Count(result => result.Fault?.Kind == FaultKind.UnknownOutcome));
        var doubts = (await flow.RowsAsync()).Where(row => row.IsInDoubt).ToList();
        WaitOutDoubt();
        Books.Calls.Clear();
        await WorkAsync(flow, orders);

        Assert.Equal(doubts.Select(row => row.RequestId).Order(), Books.Calls.Where(call => call.Path.StartsWith("salesreceipt", StringComparison.Ordinal))
            .Select(call => call.Path.Split("requestid=")[1]).Order());
        Assert.Equal(Full + 1, (await Books.AllAsync("SalesReceipt")).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_whose_answer_was_lost_is_settled_document_by_document_with_few_questions(bool committed)
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        // On a busy machine the thirty may go in more than one batch.
        for (var batch = 0; batch < 4; batch++) Books.Next(committed ? BatchMishap.CommitThenDrop() : BatchMishap.Drop());
        var orders = Orders(2, Full);

        var first = await WorkAsync(flow, orders);
        Books.ForgetMishaps();
        Assert.All(first, result => Assert.Equal(FaultKind.UnknownOutcome, result.Fault!.Kind));
        Books.Calls.Clear();
        Assert.All(await WorkAsync(flow, orders), result => Assert.Equal(FaultKind.UnknownOutcome, result.Fault!.Kind));
        Assert.Empty(Books.Calls); // too early
        WaitOutDoubt();
        var second = await WorkAsync(flow, orders);

        Assert.All(second, result => Assert.Equal(RecordOutcome.Created, result.Outcome));
        Assert.Equal(Full + 1, (await Books.AllAsync("SalesReceipt")).Count);
        Assert.Equal(committed ? 0 : Full, Books.Count("POST", "salesreceipt"));
        Assert.InRange(Books.Calls.Count - Books.Count("POST", "salesreceipt"), 1, 8);
        await EachHasItsOwnAsync(flow);
    }

    [Fact]
    public async Task A_refused_item_is_that_orders_fault_alone()
    {
        await Books.SettingsAsync("""{"preferences":{"AccountingInfoPrefs":{"BookCloseDate":"2026-11-10"}}}""");
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        List<Order> orders = [.. Orders(2, Full - 1), new Order(900) { Created = "2026-11-05T10:00:00" }];

        var results = await WorkAsync(flow, orders);

        Assert.Equal("900", Assert.Single(results, result => result.Fault?.Kind == FaultKind.ClosedPeriod).Item.Key);
        Assert.Equal(Full - 1, results.Count(result => result.Outcome == RecordOutcome.Created));
        Assert.Null(Assert.Single(await flow.RowsAsync(), row => row.RecordKey == "900").SentAt);
    }

    [Fact]
    public async Task An_item_that_failed_inside_QuickBooks_is_in_doubt()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        Books.Next(BatchMishap.Changed(items =>
        {
            BatchMishap.Fault(items[0]!, "10000", "SystemFault");
            BatchMishap.Fault(items[1]!, "4711", "SystemFault");
        }));

        var results = await WorkAsync(flow, Orders(2, Full));

        Assert.Equal(2, results.Count(result => result.Fault?.Kind == FaultKind.UnknownOutcome));
        Assert.Equal(2, (await flow.RowsAsync()).Count(row => row.IsInDoubt));
        WaitOutDoubt();
        Assert.All(await WorkAsync(flow, Orders(2, Full)), result => Assert.Null(result.Fault));
        Assert.Equal(Full + 1, (await Books.AllAsync("SalesReceipt")).Count);
    }

    [Fact]
    public async Task A_batch_that_is_refused_as_a_whole_goes_order_by_order()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        Books.Next(Mishap.Answer(BatchMishap.Writes, 400, """{"Fault":{"Error":[{"Message":"Batch size exceeds allowed limit","Detail":"","code":"1040"}],"type":"ValidationFault"}}"""));

        var results = await WorkAsync(flow, Orders(2, 5));

        Assert.All(results, result => Assert.Equal(RecordOutcome.Created, result.Outcome));
        Assert.Equal(6, (await Books.AllAsync("SalesReceipt")).Count);
        Assert.Equal(6, Books.Count("POST", "salesreceipt"));
    }

    [Theory]
    [InlineData(429, FaultKind.Throttled)]
    [InlineData(403, FaultKind.Unauthorised)]
    public async Task A_batch_that_is_not_let_in_leaves_nobody_in_doubt_and_is_not_followed_by_another(int status, FaultKind kind)
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        Books.Calls.Clear();
        Books.Next(Mishap.Answer(BatchMishap.Writes, status, "", "text/plain"));

        var results = await WorkAsync(flow, Orders(2, Full));

        Assert.All(results, result => Assert.Equal(kind, result.Fault!.Kind));
        Assert.Single(Books.Calls);
        Assert.DoesNotContain(await flow.RowsAsync(), row => row.IsInDoubt);
        Assert.All(await WorkAsync(flow, Orders(2, Full)), result => Assert.Equal(RecordOutcome.Created, result.Outcome));
    }

    [Fact]
    public async Task An_expired_token_is_renewed_and_the_same_batch_goes_again()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        await Books.ControlAsync("expire-token", $$"""{"realm":"{{Books.Realm}}"}""");
        Books.Calls.Clear();

        Assert.All(await WorkAsync(flow, Orders(2, Full)), result => Assert.Equal(RecordOutcome.Created, result.Outcome));

        Assert.Equal(2, Books.Calls.Count);
        Assert.Equal(Books.Calls.First(), Books.Calls.Last());
    }

    [Fact]
    public async Task Two_instances_that_work_the_same_orders_book_each_once()
    {
        Instance[] flows = [await StartAsync(), await StartAsync()];
        var orders = Orders(1, Full);

        for (var attempt = 0; ; attempt++)
        {
            var results = (await Task.WhenAll(flows.Select(flow => WorkAsync(flow, orders)))).SelectMany(result => result).ToList();
            if (results.All(result => result.Fault is null)) break;
            Assert.All(results.Where(result => result.Fault is not null), result => Assert.Contains(result.Fault!.Kind, new[] { FaultKind.Transient, FaultKind.UnknownOutcome }));
            Assert.True(attempt < 20, "They never came to an end.");
            WaitOutDoubt();
        }

        Assert.Equal(Full, (await Books.AllAsync("SalesReceipt")).Count);
        await EachHasItsOwnAsync(flows[0]);
    }

    [Fact]
    public async Task Updates_share_a_batch_too()
    {
        var flow = await StartAsync();
        await WorkAsync(flow, Orders(1, 10));
        var rows = (await flow.RowsAsync()).ToDictionary(row => row.RecordKey);
        Books.Calls.Clear();

        var company = flow.Company();
        var begun = company.Begin(rows.Count);
        await Task.WhenAll(rows.Values.Select(async row =>
        {
            var body = FaultBody.Parse(row.Answer!)!;
            foreach (var computed in (string[])["sparse", "MetaData", "domain", "TotalAmt", "Balance", "HomeTotalAmt"]) body.Remove(computed);
            body["CustomerMemo"] = Fields.RefTo($"changed {row.RecordKey}");
            await flow.Get<DocumentSender>().SendAsync(company, row, body, "hash", default);
        }));
        foreach (var one in begun) one.Dispose();

        Assert.StartsWith("batch", Assert.Single(Books.Calls).Path);
        Assert.All(await Books.AllAsync("SalesReceipt"), receipt => Assert.StartsWith("changed ", receipt.Ref("CustomerMemo")));
    }

    [Fact]
    public async Task Fault_600_with_nothing_there_ends_with_a_new_request_after_a_second_look()
    {
        var flow = await StartAsync();
        var known = Mishap.Answer(Mishap.Write("SalesReceipt"), 400, """{"Fault":{"Error":[{"Message":"Duplicate Request ID","Detail":"","code":"600"}],"type":"ValidationFault"}}""");
        Books.Next(known, known);

        Assert.Equal("request_repeated", (await flow.OrderAsync(new Order(1))).Fault!.Code);
        var before = Assert.Single(await flow.RowsAsync());
        WaitOutDoubt();
        Assert.Equal("request_repeated", (await flow.OrderAsync(new Order(1))).Fault!.Code);
        Assert.Equal(before.RequestId, Assert.Single(await flow.RowsAsync()).RequestId);
        WaitOutDoubt();
        var booked = await flow.OrderAsync(new Order(1));

        Assert.Equal(RecordOutcome.Created, booked.Outcome);
        Assert.NotEqual(before.RequestId, Assert.Single(await flow.RowsAsync()).RequestId);
        await Books.OneAsync("SalesReceipt");
    }

    private static Task<IReadOnlyList<WorkResult>> WorkAsync(Instance flow, IEnumerable<Order> orders) =>
        flow.WorkAsync(Entities.Orders, [.. orders.Select(order => Instance.Item(Entities.Orders, order.Id, order.Json()))]);

    private static List<Order> Orders(int first, int count) => [.. Enumerable.Range(first, count).Select(id => new Order(id))];

    // Answers come in any order: each row must hold its own order's document.
    private async Task EachHasItsOwnAsync(Instance flow)
    {
        var receipts = (await Books.AllAsync("SalesReceipt")).ToDictionary(receipt => receipt.Id());
        Assert.All(await flow.RowsAsync(), row => Assert.Equal($"WC-{row.RecordKey}", receipts[row.ExternalId!].Text("DocNumber")));
    }
}
