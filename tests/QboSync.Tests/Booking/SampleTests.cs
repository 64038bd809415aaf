using System.Text.Json.Nodes;
using Contracts;
using QboSync.Documents;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Booking;

/// <summary>What a real WooCommerce store sent, booked.</summary>
public sealed class SampleTests : BookingTest
{
    [Fact]
    public async Task Every_order_of_a_real_shop_is_booked_to_the_penny_or_skipped_by_its_status()
    {
        var flow = await StartAsync();
        await Books.SettingsAsync("""{"preferences":{"CurrencyPrefs":{"MultiCurrencyEnabled":true}}}""");
        var orders = new[] { "orders-p1", "orders-p2", "orders-status-trash" }.SelectMany(Read).ToList();
        var expected = orders.Where(order => (string?)order["status"] is "processing" or "completed" or "on-hold"
            || ((string?)order["status"] == "refunded" && order["date_paid_gmt"] is not null)).ToList();

        var results = await flow.WorkAsync(Entities.Orders, [.. orders.Select(order =>
        {
            order["refunds"] = new JsonArray(); // refunds have their own tests; here it is the sales
            return Instance.Item(Entities.Orders, (long)order["id"]!, order.ToJsonString());
        })]);

        Assert.All(results, result => Assert.True(result.Fault is null, result.Fault?.Message));
        var rows = await flow.RowsAsync();
        Assert.Equal(expected.Select(order => (string)order["id"]!.ToJsonString()).Order(), rows.Where(row => row.Role == DocumentRole.Sale).Select(row => row.RecordKey).Order());
        foreach (var order in expected)
        {
            var kind = order["date_paid_gmt"] is null ? "Invoice" : "SalesReceipt";
            var document = (await Books.AllAsync(kind)).Single(document => Marker.IsOn(document, $"WooCommerce order {order["id"]} | store-1 | {kind} {order["id"]}"));
            Assert.Equal(decimal.Parse((string)order["total"]!, System.Globalization.CultureInfo.InvariantCulture), document.Amount("TotalAmt"));
        }
        Assert.True(expected.Count >= 12, "the samples hold more orders than that");
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

    private static IEnumerable<JsonObject> Read(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Testing.RepositoryRoot.Samples("rest"), $"{name}.body.json")))!.AsArray().Select(node => node!.AsObject());
}
