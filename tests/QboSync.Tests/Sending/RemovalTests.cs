using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Sending;

/// <summary>Taking documents out of the books: done once, and known to be done.</summary>
public sealed class RemovalTests : BookingTest
{
    private static readonly Order.Line Mug = new("Plain Mug", "MUG-01", 14, 1, 12.00m, Id: 77);

    [Theory]
    [InlineData(DocumentKind.SalesReceipt)]
    [InlineData(DocumentKind.Invoice)]
    [InlineData(DocumentKind.Payment)]
    public async Task A_voided_document_stays_without_amounts(DocumentKind kind)
    {
        var (flow, row) = await BookedAsync(kind);

        var done = await flow.Get<DocumentSender>().RemoveAsync(flow.Company(), row, Removal.Void, default);

        Assert.Equal(Removal.Void, done);
        var left = await Books.OneAsync(kind.ToString());
        Assert.True(Removing.IsVoided(left), left.ToJsonString());
        var kept = await RowAsync(flow, kind);
        Assert.Equal((Removal.Void, false, null, 0m), (kept.Removed, kept.IsBooked, kept.SentAt, kept.TotalAmt));
        Assert.Equal(left.Text("SyncToken"), kept.SyncToken);
    }

    [Theory]
    [InlineData(DocumentKind.SalesReceipt, Removal.Delete)]
    [InlineData(DocumentKind.RefundReceipt, Removal.Void)]
    [InlineData(DocumentKind.CreditMemo, Removal.Void)]
    public async Task What_is_deleted_or_cannot_be_voided_is_gone(DocumentKind kind, Removal asked)
    {
        var (flow, row) = await BookedAsync(kind);

        var done = await flow.Get<DocumentSender>().RemoveAsync(flow.Company(), row, asked, default);

        Assert.Equal(Removal.Delete, done);
        Assert.Empty(await Books.AllAsync(kind.ToString()));
        var kept = await RowAsync(flow, kind);
        Assert.Equal((Removal.Delete, row.ExternalId, false), (kept.Removed, kept.ExternalId, kept.IsBooked));
    }

    [Theory]
    [InlineData(Removal.Void, true)]
    [InlineData(Removal.Void, false)]
    [InlineData(Removal.Delete, true)]
    [InlineData(Removal.Delete, false)]
    public async Task A_removal_whose_answer_was_lost_is_settled_by_looking(Removal how, bool committed)
    {
        var (flow, row) = await BookedAsync(DocumentKind.SalesReceipt);
        Books.Next(committed ? Mishap.CommitThenDrop("SalesReceipt") : Mishap.Drop("SalesReceipt"));

        var lost = await Assert.ThrowsAsync<FaultException>(() => flow.Get<DocumentSender>().RemoveAsync(flow.Company(), row, how, default));
        Assert.Equal(FaultKind.UnknownOutcome, lost.Fault.Kind);
        var marked = await RowAsync(flow, row.Kind);
        Assert.Equal((how, (Removal?)null, true), (marked.Removing, marked.Removed, marked.IsInDoubt));
        WaitOutDoubt();
        await flow.Get<DoubtSettling>().SettleAsync(flow.Company(), marked, default);

        var settled = await RowAsync(flow, row.Kind);
        Assert.Equal((null, how, false), (settled.Removing, settled.Removed, settled.IsInDoubt));
        Assert.Equal(committed ? 1 : 2, Books.Calls.Count(call => call.Path.Contains(how == Removal.Void ? "include=void" : "operation=delete", StringComparison.Ordinal)));
        if (how == Removal.Void) Assert.True(Removing.IsVoided(await Books.OneAsync("SalesReceipt")));
        else Assert.Empty(await Books.AllAsync("SalesReceipt"));
    }

    [Fact]
    public async Task A_document_that_somebody_changed_since_is_not_taken_out()
    {
        var (flow, row) = await BookedAsync(DocumentKind.SalesReceipt);
        await Books.EnterAsync("salesreceipt", new() { ["Id"] = row.ExternalId, ["SyncToken"] = row.SyncToken, ["sparse"] = true, ["CustomerMemo"] = Fields.RefTo("mine") });

        var refused = await Assert.ThrowsAsync<RefusedException>(() => flow.Get<DocumentSender>().RemoveAsync(flow.Company(), row, Removal.Delete, default));

        Assert.True(refused.Has("5010"));
        await Books.OneAsync("SalesReceipt");
        Assert.True((await RowAsync(flow, row.Kind)).IsBooked);
    }

    [Fact]
    public async Task A_document_that_somebody_deleted_counts_as_taken_out()
    {
        var (flow, row) = await BookedAsync(DocumentKind.SalesReceipt);
        await Books.EnterAsync("salesreceipt?operation=delete", new() { ["Id"] = row.ExternalId, ["SyncToken"] = row.SyncToken });

        Assert.Equal(Removal.Delete, await flow.Get<DocumentSender>().RemoveAsync(flow.Company(), row, Removal.Void, default));
        Assert.Equal(Removal.Delete, (await RowAsync(flow, row.Kind)).Removed);
    }

    [Fact]
    public async Task The_last_answer_is_kept_with_the_row()
    {
        var (_, row) = await BookedAsync(DocumentKind.SalesReceipt);

        var answer = FaultBody.Parse(row.Answer!)!;

        Assert.Equal((row.ExternalId, row.SyncToken), (answer.Id(), answer.Text("SyncToken")));
        Assert.Equal(12.00m, answer.Amount("TotalAmt"));
    }

    private async Task<(Instance Flow, BookedDocument Row)> BookedAsync(DocumentKind kind)
    {
        var flow = await StartAsync();
        var unpaid = kind is DocumentKind.Invoice or DocumentKind.Payment or DocumentKind.CreditMemo;
        var order = new Order(1) { Lines = [Mug], Paid = !unpaid, Status = unpaid ? "on-hold" : "processing" };
        var first = await flow.OrderAsync(order);
        Assert.Null(first.Fault);
        if (kind == DocumentKind.Payment) await flow.OrderAsync(order with { Paid = true, Status = "processing" }, externalId: first.ExternalId);
        // Refunded after the payment: on an open invoice the credit would be applied, which moves its token.
        if (kind is DocumentKind.CreditMemo or DocumentKind.RefundReceipt) await flow.OrderAsync(order with { Paid = true, Status = "processing", Refunds = [new(900, 12.00m, [Mug])] }, externalId: first.ExternalId);
        Books.Calls.Clear();
        return (flow, await RowAsync(flow, kind));
    }

    private static async Task<BookedDocument> RowAsync(Instance flow, DocumentKind kind) => Assert.Single(await flow.RowsAsync(), row => row.Kind == kind);
}
