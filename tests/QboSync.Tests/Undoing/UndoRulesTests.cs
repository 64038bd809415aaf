using QboSync.Storage;
using QboSync.Talking;
using QboSync.Undoing;

namespace QboSync.Tests.Undoing;

public sealed class UndoRulesTests
{
    private static readonly HashSet<string> Going = ["Payment 8"];

    private static BookedDocument Row(DocumentRole role = DocumentRole.Sale, DocumentKind kind = DocumentKind.Invoice, string id = "7") => new()
    {
        TenantId = "t", Account = "a", StoreId = "s", RecordKey = "1", Role = role, Kind = kind, SourceId = "1", ExternalId = id, SyncToken = "0", DocNumber = "WC-1", TotalAmt = 12.00m,
        Answer = """{"Id":"7","SyncToken":"0","TotalAmt":12.00,"Balance":12.00,"TxnDate":"2026-11-21","PrivateNote":"marker","PrintStatus":"NeedToPrint"}""",
    };

    [Theory]
    [InlineData("""{"Id":"7","SyncToken":"0","TotalAmt":12.00,"TxnDate":"2026-11-21"}""", null)]
    [InlineData("""{"Id":"7","SyncToken":"2","TotalAmt":12,"Balance":0,"TxnDate":"2026-11-21","PrivateNote":"marker","PrintStatus":"NeedToPrint","LinkedTxn":[{"TxnId":"8","TxnType":"Payment"}]}""", null)]
    [InlineData("""{"Id":"7","SyncToken":"2","TotalAmt":12,"Balance":0,"TxnDate":"2026-11-21","PrivateNote":"marker","PrintStatus":"PrintComplete"}""", "changed")]
    [InlineData("""{"Id":"7","SyncToken":"2","TotalAmt":12,"TxnDate":"2026-11-21","PrivateNote":"marker, by Ann","PrintStatus":"NeedToPrint"}""", "changed")]
    [InlineData("""{"Id":"7","SyncToken":"0","TotalAmt":12.00,"TxnDate":"2026-11-21","LinkedTxn":[{"TxnId":"9","TxnType":"Payment"}]}""", "paid")]
    [InlineData("""{"Id":"7","SyncToken":"0","TotalAmt":12.00,"TxnDate":"2026-11-21","LinkedTxn":[{"TxnId":"3","TxnType":"Deposit"}]}""", "deposited")]
    [InlineData("""{"Id":"7","SyncToken":"0","TotalAmt":12.00,"TxnDate":"2026-10-31"}""", "closed")]
    [InlineData("""{"Id":"7","SyncToken":"1","TotalAmt":0,"TxnDate":"2026-11-21","PrivateNote":"Voided - marker"}""", "voided")]
    [InlineData(null, "gone")]
    public void A_document_goes_unless_something_stands_in_the_way(string? standing, string? reason)
    {
        Assert.Equal(reason, UndoRules.Of(Row(), standing is null ? null : FaultBody.Parse(standing), Going, "2026-10-31")?.Reason);
    }

    [Fact]
    public void A_payment_hangs_on_its_invoice_and_not_the_other_way_round()
    {
        var standing = FaultBody.Parse("""{"Id":"8","SyncToken":"0","TotalAmt":12.00,"TxnDate":"2026-11-21","Line":[{"Amount":12.00,"LinkedTxn":[{"TxnId":"7","TxnType":"Invoice"}]}]}""");
        Assert.Null(UndoRules.Of(Row(DocumentRole.Payment, DocumentKind.Payment, "8"), standing, new HashSet<string>(), null));
    }

    [Fact]
    public void A_document_in_doubt_stays()
    {
        var row = Row();
        row.SentAt = DateTimeOffset.UnixEpoch;
        Assert.Equal("in_doubt", UndoRules.Of(row, FaultBody.Parse(row.Answer!), Going, null)!.Reason);
    }

    [Fact]
    public void A_sale_stays_with_the_refund_that_stays()
    {
        var refund = Row(DocumentRole.Refund, DocumentKind.RefundReceipt, "9");
        Assert.Null(UndoRules.OfSale([(refund, true)]));
        Assert.Contains("RefundReceipt WC-1", UndoRules.OfSale([(Row(DocumentRole.Payment, DocumentKind.Payment, "8"), true), (refund, false)])!.Message);
    }

    [Fact]
    public void What_hangs_on_another_one_goes_first()
    {
        BookedDocument[] rows = [Row(), Row(DocumentRole.Refund, DocumentKind.CreditMemo, "9"), Row(DocumentRole.Payment, DocumentKind.Payment, "8"), Row(DocumentRole.Payment, DocumentKind.Payment, "10")];
        rows[3].TotalAmt = 0; // applies the credit
        Assert.Equal(["10", "8", "9", "7"], UndoOrder.Of(rows).Select(row => row.ExternalId));
    }
}
