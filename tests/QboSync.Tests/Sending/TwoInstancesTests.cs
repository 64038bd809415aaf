using Contracts;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Sending;

/// <summary>Two instances of the service on one database.</summary>
public sealed class TwoInstancesTests : BookingTest
{
    [Fact]
    public async Task Orders_at_once_of_one_new_customer_and_one_new_product_make_one_customer_and_one_item()
    {
        Instance[] flows = [await StartAsync(), await StartAsync()];
        var orders = Enumerable.Range(1, 12).Select(id => new Order(id) { Email = "new@example.test", Lines = [new("New thing", "NEW-1", 99, 1, 10.00m)] }).ToList();

        var results = await Task.WhenAll(orders.Select((order, index) => UntilBookedAsync(flows[index % 2], order)));

        Assert.All(results, result => Assert.Equal(RecordOutcome.Created, result.Outcome));
        await Books.OneAsync("Customer");
        Assert.Single(await Books.AllAsync("Item"), item => item.Text("Sku") == "NEW-1");
        Assert.Equal(12, (await Books.AllAsync("SalesReceipt")).Count);
    }

    [Fact]
    public async Task One_order_worked_by_both_at_once_is_booked_once()
    {
        Instance[] flows = [await StartAsync(), await StartAsync()];

        for (var id = 1; id <= 5; id++)
        {
            var order = new Order(id);
            await Task.WhenAll(flows.Select(flow => UntilBookedAsync(flow, order)));
        }

        Assert.Equal(5, (await Books.AllAsync("SalesReceipt")).Count);
    }

    [Fact]
    public async Task The_second_instance_waits_while_the_first_makes_the_customer()
    {
        var (first, second) = (await StartAsync(), await StartAsync());
        WorkResult? meanwhile = null;
        Books.Next(Mishap.Before(Mishap.Write("Customer"), async () => meanwhile = await second.OrderAsync(new Order(2))));

        var made = await first.OrderAsync(new Order(1));

        Assert.Equal(RecordOutcome.Created, made.Outcome);
        Assert.Equal((FaultKind.Transient, "being_made"), (meanwhile!.Fault!.Kind, meanwhile.Fault.Code));
        Assert.Equal(RecordOutcome.Created, (await second.OrderAsync(new Order(2))).Outcome);
        await Books.OneAsync("Customer");
    }

    [Fact]
    public async Task A_customer_whose_maker_died_is_made_by_the_other_once_the_lease_ran_out()
    {
        var (first, second) = (await StartAsync(), await StartAsync());
        var book = first.Get<QboSync.Reserving.ReservationBook>();
        var row = await book.OpenAsync(Books.Realm, QboSync.Storage.ReservationKind.CustomerEmail, "jane@example.test", default);
        await book.LeaseAsync(row, default);

        Assert.Equal("being_made", (await second.OrderAsync(new Order(1))).Fault!.Code);
        Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(RecordOutcome.Created, (await second.OrderAsync(new Order(1))).Outcome);
        await Books.OneAsync("Customer");
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "being_made")]
    public async Task What_a_killed_process_was_making_is_free_at_the_next_start_only_where_nobody_else_works_on_the_files(bool alone, string? fault)
    {
        var flow = await StartAsync();
        var book = flow.Get<QboSync.Reserving.ReservationBook>();
        await book.LeaseAsync(await book.OpenAsync(Books.Realm, QboSync.Storage.ReservationKind.CustomerEmail, "jane@example.test", default), default);
        Clock.Advance(TimeSpan.FromSeconds(1));

        var settings = new Syncing.TargetSettings<QboSync.Storage.QboSyncDb>("quickbooks") { Alone = alone };
        await new QboSync.Reserving.LeftLeases(book, settings, Clock).StartAsync(default);

        Assert.Equal(fault, (await flow.OrderAsync(new Order(1))).Fault?.Code);
    }

    [Fact]
    public async Task Two_who_link_one_product_at_once_both_get_the_link()
    {
        var book = (await StartAsync()).Get<QboSync.Reserving.ReservationBook>();
        var made = await book.OpenAsync(Books.Realm, QboSync.Storage.ReservationKind.ItemSku, "new-1", default);
        made.ExternalId = "42";

        for (var product = 1; product <= 20; product++)
        {
            var key = QboSync.Storage.NaturalKeys.OfRecord("store-1", product);
            var links = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
                Task.Run(() => book.LinkAsync(Books.Realm, QboSync.Storage.ReservationKind.ItemLink, key, made, default))));
            Assert.All(links, link => Assert.Equal("42", link.ExternalId));
        }
    }

    // What the dispatcher does: transient faults and doubts come again later.
    private async Task<WorkResult> UntilBookedAsync(Instance flow, Order order)
    {
        for (var attempt = 0; ; attempt++)
        {
            var result = await flow.OrderAsync(order);
            if (result.Fault is not { Kind: FaultKind.Transient or FaultKind.UnknownOutcome } || attempt == 1000) return result;
            if (result.Fault.Kind == FaultKind.UnknownOutcome) WaitOutDoubt();
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken); // the other instance is at it
        }
    }
}
