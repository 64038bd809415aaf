using System.Globalization;
using Contracts;
using QboSync.Documents;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Sending;

/// <summary>A bad day: calls are lost, refused and repeated at random, on two instances, and QuickBooks remembers no requestid.</summary>
public sealed class ChaosTests : BookingTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_order_payment_and_refund_is_booked_exactly_once_whatever_goes_wrong(int seed)
    {
        await Books.SettingsAsync("""{"switches":{"requestIdRetentionSeconds":1}}""");
        var random = new Random(seed);
        Instance[] flows = [await StartAsync(), await StartAsync()];
        var orders = Enumerable.Range(1, 24).Select(id => Any(random, id)).ToList();

        // First as they were placed, then as they are in the end; some are worked by the other instance the second time.
        foreach (var version in (Func<Order, Order>[])[order => order with { Refunds = [], Paid = order.Id % 3 != 0, Status = "on-hold" }, order => order])
            foreach (var order in orders)
                await UntilSettledAsync(flows[random.Next(2)], version(order), random);

        await EachStandsOnceAsync(orders);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_same_holds_when_two_instances_work_them_in_batches(int seed)
    {
        await Books.SettingsAsync("""{"switches":{"requestIdRetentionSeconds":1}}""");
        var random = new Random(seed);
        Instance[] flows = [await StartAsync(), await StartAsync()];
        var orders = Enumerable.Range(1, 60).Select(id => Any(random, id)).ToList();

        foreach (var version in (Func<Order, Order>[])[order => order with { Refunds = [], Paid = order.Id % 3 != 0, Status = "on-hold" }, order => order])
            await UntilSettledAsync(flows, [.. orders.Select(version)], random);

        await EachStandsOnceAsync(orders);
    }

    private async Task UntilSettledAsync(Instance[] flows, List<Order> orders, Random random)
    {
        for (var round = 0; orders.Count > 0; round++)
        {
            Assert.True(round < 60, $"{orders.Count} orders were never settled");
            if (round < 15) Books.Next([.. Enumerable.Range(0, random.Next(4)).Select(_ => AnyOfBatch(random))]);
            var parts = orders.ToLookup(_ => random.Next(2));
            var results = (await Task.WhenAll(flows.Select((flow, index) => flow.WorkAsync(Entities.Orders, [.. parts[index].Select(order =>
                Instance.Item(Entities.Orders, order.Id, order.Json()) with { Refunds = order.RefundsJson() })])))).SelectMany(result => result).ToList();
            Books.ForgetMishaps();
            var failed = results.Where(result => result.Fault is not null).ToList();
            Assert.All(failed, result => Assert.Contains(result.Fault!.Kind, new[] { FaultKind.Transient, FaultKind.Throttled, FaultKind.UnknownOutcome }));
            orders = [.. orders.Where(order => failed.Any(result => result.Item.RecordId == order.Id))];
            Clock.Advance(failed.Max(result => result.Fault!.RetryAfter) ?? TimeSpan.FromSeconds(5));
        }
    }

    private static Mishap AnyOfBatch(Random random) => random.Next(5) switch
    {
        0 => BatchMishap.CommitThenDrop(),
        1 => BatchMishap.DoesOnly(random.Next(1, 10)),
        2 => BatchMishap.Changed(items => { while (items.Count > 2) items.RemoveAt(random.Next(items.Count)); }),
        3 => BatchMishap.Changed(items => BatchMishap.Fault(items[random.Next(items.Count)]!, "10000", "SystemFault")),
        _ => Any(random),
    };

    private async Task EachStandsOnceAsync(List<Order> orders)
    {
        Assert.Equal(orders.Count, (await Books.AllAsync("SalesReceipt")).Count + (await Books.AllAsync("Invoice")).Count);
        foreach (var order in orders)
        {
            var kind = order.Id % 3 != 0 ? DocumentKind.SalesReceipt : DocumentKind.Invoice;
            var sale = Assert.Single(await OursAsync(kind, order, order.Id));
            Assert.Equal(order.Lines.Sum(line => line.Total), sale.Amount("TotalAmt"));
            Assert.Equal(kind == DocumentKind.Invoice ? 1 : 0, (await OursAsync(DocumentKind.Payment, order, order.Id)).Count);
            foreach (var refund in order.Refunds)
                Assert.Single(await OursAsync(kind == DocumentKind.Invoice ? DocumentKind.CreditMemo : DocumentKind.RefundReceipt, order, refund.Id));
        }
        var emails = orders.Select(order => order.Email).Distinct().ToList();
        Assert.Equal(emails.Order(), (await Books.AllAsync("Customer")).Select(customer => customer.Text("PrimaryEmailAddr", "Address")).Order());
        var skus = orders.SelectMany(order => order.Lines).Select(line => line.Sku).Distinct().ToList();
        Assert.Equal(skus.Order(), (await Books.AllAsync("Item")).Where(item => item.Text("Sku") is not null).Select(item => item.Text("Sku")).Order());
    }

    private async Task UntilSettledAsync(Instance flow, Order order, Random random)
    {
        for (var attempt = 0; attempt < 40; attempt++)
        {
            if (attempt < 6 && random.Next(2) == 0) Books.Next(Any(random));
            var result = await flow.OrderAsync(order);
            Books.ForgetMishaps();
            if (result.Fault is null) return;
            Assert.Contains(result.Fault.Kind, new[] { FaultKind.Transient, FaultKind.Throttled, FaultKind.UnknownOutcome });
            Clock.Advance(result.Fault.RetryAfter ?? TimeSpan.FromSeconds(5));
        }
        Assert.Fail($"Order {order.Id} was never settled");
    }

    private static Mishap Any(Random random)
    {
        Func<Microsoft.AspNetCore.Http.HttpRequest, bool> any = _ => true, write = request => request.Method == "POST";
        return random.Next(6) switch
        {
            0 => Mishap.Answer(any, 500, "oops", "text/plain"),
            1 => Mishap.Answer(any, 429, "", "text/plain"),
            2 => Mishap.Answer(any, 401, "", "text/plain"),
            3 => Mishap.CommitThenDrop("SalesReceipt") with { Hits = write },
            4 => Mishap.CommitThenDrop("SalesReceipt") with { Hits = write },
            _ => Mishap.Drop("SalesReceipt") with { Hits = write },
        };
    }

    private async Task<List<System.Text.Json.Nodes.JsonObject>> OursAsync(DocumentKind kind, Order order, long source)
    {
        var marker = Marker.Of(order.Id.ToString(CultureInfo.InvariantCulture), Instance.Store, kind, source.ToString(CultureInfo.InvariantCulture));
        return [.. (await Books.AllAsync(kind.ToString())).Where(document => Marker.IsOn(document, marker))];
    }

    private static Order Any(Random random, long id)
    {
        var (product, guest) = (random.Next(1, 6), random.Next(1, 8));
        var line = new Order.Line($"Product {product}", $"SKU-{product}", product, random.Next(1, 4), random.Next(100, 9000) / 100m, Id: id * 10);
        return new Order(id)
        {
            First = "Guest",
            Last = $"Number {guest}",
            Email = $"guest{guest}@example.test",
            Lines = [line],
            Refunds = random.Next(3) == 0 ? [new(id + 1000, line.Total, [line])] : [],
            Note = random.Next(2) == 0 ? "changed later" : "",
        };
    }
}
