using System.Text.Json.Nodes;
using Contracts;
using QboSync.Adopting;
using QboSync.Booking;
using QboSync.Company;
using QboSync.Mapping;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Woo.Shapes;

namespace QboSync.Tests.Adopting;

/// <summary>A person says which document is the order's.</summary>
public sealed class AdoptionTests : BookingTest
{
    private static readonly Order Placed = new(5);

    [Fact]
    public async Task An_adopted_document_stays_as_it_is_until_the_order_changes()
    {
        var there = await ForeignSales.EnterAsync(Books, "salesreceipt", "WC-5", 12.00m);
        var flow = await StartAsync();
        Assert.Equal("already_in_books", (await flow.OrderAsync(Placed)).Fault!.Code);

        await flow.Get<Adoption>().AdoptAsync(await CaseAsync(flow), DocumentKind.SalesReceipt, there, default);
        var first = await flow.OrderAsync(Placed);
        var receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal((RecordOutcome.Created, there.Id()), (first.Outcome, first.ExternalId));
        Assert.Equal((there.Text("SyncToken"), "typed in by Ann"), (receipt.Text("SyncToken"), receipt.Text("PrivateNote")));

        var edited = await flow.OrderAsync(Placed with { Lines = [new("Plain Mug", "MUG-01", 14, 2, 24.00m)] }, externalId: first.ExternalId);

        receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal((RecordOutcome.Updated, 24.00m, "WC-5"), (edited.Outcome, receipt.Amount("TotalAmt"), receipt.Text("DocNumber")));
        Assert.StartsWith("WooCommerce order 5 | store-1 | SalesReceipt 5", receipt.Text("PrivateNote"));
        Assert.EndsWith("typed in by Ann", receipt.Text("PrivateNote"));
    }

    [Fact]
    public async Task What_was_paid_on_an_adopted_invoice_is_not_paid_again()
    {
        var there = await ForeignSales.EnterAsync(Books, "invoice", "WC-5", 12.00m);
        await Books.EnterAsync("payment", new()
        {
            ["TotalAmt"] = 30.00m,
            ["CustomerRef"] = Fields.RefTo(there.Ref("CustomerRef")!),
            ["Line"] = new JsonArray(new JsonObject { ["Amount"] = 12.00m, ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = there.Id(), ["TxnType"] = "Invoice" }) }),
        });
        there = await Books.OneAsync("Invoice");
        var flow = await StartAsync();
        await flow.OrderAsync(Placed);

        await flow.Get<Adoption>().AdoptAsync(await CaseAsync(flow), DocumentKind.Invoice, there, default);
        var booked = await flow.OrderAsync(Placed);

        Assert.Equal(RecordOutcome.Created, booked.Outcome);
        Assert.Equal(30.00m, (await Books.OneAsync("Payment")).Amount("TotalAmt"));
        Assert.Empty(await Books.AllAsync("SalesReceipt"));
    }

    [Fact]
    public async Task An_adopted_invoice_that_is_open_gets_its_payment()
    {
        var there = await ForeignSales.EnterAsync(Books, "invoice", "WC-5", 12.00m);
        var flow = await StartAsync();
        await flow.OrderAsync(Placed);

        await flow.Get<Adoption>().AdoptAsync(await CaseAsync(flow), DocumentKind.Invoice, there, default);
        await flow.OrderAsync(Placed);

        Assert.Equal(0m, (await Books.OneAsync("Invoice")).Amount("Balance"));
        Assert.Equal(12.00m, (await Books.OneAsync("Payment")).Amount("TotalAmt"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_order_that_is_none_of_them_is_booked_beside_under_another_number(bool history)
    {
        await ForeignSales.EnterAsync(Books, "salesreceipt", "WC-5", 12.00m);
        var flow = await StartAsync();
        Assert.Equal("already_in_books", (await flow.OrderAsync(Placed, history: history)).Fault!.Code);

        var number = await flow.Get<Adoption>().BesideAsync(await CaseAsync(flow), default);
        var booked = await flow.OrderAsync(Placed, history: history);

        Assert.Equal(("WC-5-2", RecordOutcome.Created), (number, booked.Outcome));
        Assert.Equal(["WC-5", "WC-5-2"], (await Books.AllAsync("SalesReceipt")).Select(receipt => receipt.Text("DocNumber")));
    }

    private static async Task<OrderCase> CaseAsync(Instance flow)
    {
        var (company, mapping) = (flow.Company(), await flow.Get<MappingBook>().OfAsync(Books.Realm, default));
        return new OrderCase
        {
            Books = new CompanyBooks(company, await flow.Get<CompanyReader>().FactsAsync(company, mapping, default), mapping),
            Item = Instance.Item(Entities.Orders, Placed.Id, Placed.Json()),
            Order = WooJson.Order(Placed.Json()),
            Refunds = [],
            Rows = await flow.Get<DocumentBook>().OfOrderAsync(Books.Realm, Instance.Store, "5", default),
        };
    }
}
