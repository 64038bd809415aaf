using System.Text.Json.Nodes;
using Contracts;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Booking;

/// <summary>What a real WooCommerce store sent, booked.</summary>
public sealed class SampleTests : BookingTest
{
    [Theory]
    [InlineData("us-automated-tax")]
    [InlineData("us-manual-tax")]
    [InlineData("us-no-sales-tax")]
    public async Task Every_order_of_a_real_shop_is_booked_to_the_penny_and_the_days_are_the_shops(string kind)
    {
        await Books.OpenCompanyAsync(kind);
        var flow = await StartAsync();
        var refunds = Read("refunds-all").ToLookup(refund => (long)refund["parent_id"]!);
        var orders = new[] { "orders-p1", "orders-p2", "orders-status-trash" }.SelectMany(Read).ToList();
        orders.AddRange([Alone("order-95-tax-round-at-subtotal"), Alone("order-96-prices-include-tax")]);
        var expected = orders.Where(order => (string?)order["status"] is "processing" or "completed" or "on-hold"
            || ((string?)order["status"] == "refunded" && order["date_paid_gmt"] is not null)).ToList();

        var items = orders.Select(order => Instance.Item(Entities.Orders, (long)order["id"]!, order.ToJsonString()) with
        {
            Refunds = new JsonArray([.. refunds[(long)order["id"]!].Select(refund => refund.DeepClone())]).ToJsonString(),
        }).ToList();
        var results = await flow.WorkAsync(Entities.Orders, items);
        for (var turn = 0; turn < 5 && results.Any(result => result.Fault?.Kind == FaultKind.Transient); turn++) results = await flow.WorkAsync(Entities.Orders, items); // as the ledger would

        Assert.All(results, result => Assert.True(result.Fault is null, result.Fault?.Message));
        var rows = await flow.RowsAsync();
        Assert.Equal(expected.Select(order => (string)order["id"]!.ToJsonString()).Order(), rows.Where(row => row.Role == DocumentRole.Sale).Select(row => row.RecordKey).Order());
        Assert.All(expected, order => Assert.Equal(Amount(order, "total"), rows.Single(row => row.Role == DocumentRole.Sale && row.RecordKey == order["id"]!.ToJsonString()).TotalAmt));
        var shop = expected.Select(order => (Day: Day(order), Amount: Amount(order, "total")))
            .Concat(expected.SelectMany(order => refunds[(long)order["id"]!]).Select(refund => (Day: Day(refund), Amount: -Amount(refund, "amount"))));
        var books = (await DocumentsAsync("SalesReceipt", "Invoice")).Select(document => (Day: document.Text("TxnDate")!, Amount: document.Amount("TotalAmt")!.Value))
            .Concat((await DocumentsAsync("RefundReceipt", "CreditMemo")).Select(document => (Day: document.Text("TxnDate")!, Amount: -document.Amount("TotalAmt")!.Value)));
        Assert.Equal(ByDay(shop), ByDay(books));
        Assert.True(expected.Count >= 14 && refunds.Count >= 4, "the samples hold more than that");
    }

    [Fact]
    public async Task Every_product_and_customer_of_a_real_shop_stands_in_QuickBooks_once()
    {
        var flow = await StartAsync();
        var products = Read("products-p1").Concat(Read("variations-all")).Select(product => Instance.Item(Entities.Products, (long)product["id"]!, product.ToJsonString())).ToList();
        var customers = Read("customers-p1").Concat(Read("customers-p2")).Select(customer => Instance.Item(Entities.Customers, (long)customer["id"]!, customer.ToJsonString())).ToList();

        var first = (await flow.WorkAsync(Entities.Products, products)).Concat(await flow.WorkAsync(Entities.Customers, customers)).ToList();
        var (items, people) = ((await Books.AllAsync("Item")).Count, (await Books.AllAsync("Customer")).Count);
        var second = (await flow.WorkAsync(Entities.Products, products)).Concat(await flow.WorkAsync(Entities.Customers, customers)).ToList();

        Assert.All(first.Concat(second), result => Assert.True(result.Fault is null, result.Fault?.Message));
        Assert.Equal(customers.Count, people);
        Assert.Equal((items, people), ((await Books.AllAsync("Item")).Count, (await Books.AllAsync("Customer")).Count));
    }

    private static List<(string Day, decimal Net)> ByDay(IEnumerable<(string Day, decimal Amount)> entries) =>
        [.. entries.GroupBy(entry => entry.Day).Select(day => (day.Key, day.Sum(entry => entry.Amount))).OrderBy(day => day.Key)];

    private async Task<IEnumerable<JsonObject>> DocumentsAsync(params string[] kinds)
    {
        var documents = new List<JsonObject>();
        foreach (var kind in kinds) documents.AddRange(await Books.AllAsync(kind));
        return documents;
    }

    private static string Day(JsonObject resource) => ((string)resource["date_created"]!)[..10];

    private static decimal Amount(JsonObject resource, string field) => decimal.Parse((string)resource[field]!, System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject Alone(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Testing.RepositoryRoot.Samples("rest"), $"{name}.body.json")))!.AsObject();

    private static IEnumerable<JsonObject> Read(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Testing.RepositoryRoot.Samples("rest"), $"{name}.body.json")))!.AsArray().Select(node => node!.AsObject());
}
