using System.Text.Json.Nodes;
using Contracts;
using QboSync.Reserving;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Customers;

/// <summary>Who is whom while addresses and accounts change, entries are made inactive or go away, and many ask at once.</summary>
public sealed class IdentityTests : BookingTest
{
    [Fact]
    public async Task Whoever_orders_with_an_address_that_a_customer_gave_up_is_somebody_else()
    {
        var flow = await StartAsync();
        var jane = await flow.WorkAsync(Shop.Customer(5, email: "info@example.test"));
        await flow.WorkAsync(Shop.Customer(5, email: "jane@example.test") with { ExternalId = jane.ExternalId });

        await flow.OrderAsync(new Order(1) { Email = "info@example.test", First = "John", Last = "Roe" });
        await flow.OrderAsync(new Order(2) { Email = "jane@example.test" });

        var receipts = await Books.AllAsync("SalesReceipt");
        Assert.NotEqual(jane.ExternalId, receipts[0].Ref("CustomerRef"));
        Assert.Equal(jane.ExternalId, receipts[1].Ref("CustomerRef"));
    }

    [Fact]
    public async Task An_address_that_another_store_still_knows_is_not_given_up()
    {
        var flow = await StartAsync();
        var jane = await flow.WorkAsync(Shop.Customer(5));
        var elsewhere = await flow.WorkAsync(Shop.Customer(9) with { StoreId = "store-2" });
        Assert.Equal(jane.ExternalId, elsewhere.ExternalId);

        await flow.WorkAsync(Shop.Customer(5, email: "new@example.test") with { ExternalId = jane.ExternalId });
        await flow.OrderAsync(new Order(1));

        Assert.Equal(jane.ExternalId, (await Books.OneAsync("SalesReceipt")).Ref("CustomerRef"));
    }

    [Fact]
    public async Task Orders_that_staff_enter_under_their_own_account_are_booked_on_whoever_is_billed()
    {
        var flow = await StartAsync();
        await flow.WorkAsync(Shop.Customer(1, role: "administrator"));

        await flow.OrderAsync(new Order(1) { CustomerId = 1, Email = "a@example.test", First = "Ann" });
        await flow.OrderAsync(new Order(2) { CustomerId = 1, Email = "b@example.test", First = "Bob" });

        Assert.Equal(["Ann Doe", "Bob Doe"], (await Books.AllAsync("SalesReceipt")).Select(receipt => receipt.Text("CustomerRef", "name")));
    }

    [Fact]
    public async Task An_account_that_is_announced_after_its_orders_is_the_customer_they_were_booked_on()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1) { CustomerId = 5, Email = "billing@example.test" });

        var billing = JsonNode.Parse("""{"email":"Billing@example.test","first_name":"Jane","last_name":"Doe"}""");
        var registered = await flow.WorkAsync(Shop.Customer(5, email: "account@example.test").With(("billing", billing)));
        await flow.OrderAsync(new Order(2) { CustomerId = 5, Email = "billing@example.test" });

        Assert.Equal(registered.ExternalId, (await Books.OneAsync("Customer")).Id());
        Assert.All(await Books.AllAsync("SalesReceipt"), receipt => Assert.Equal(registered.ExternalId, receipt.Ref("CustomerRef")));
    }

    [Fact]
    public async Task Thirty_orders_of_one_address_in_two_instances_at_once_make_one_customer()
    {
        Instance[] flows = [await StartAsync(new() { ["QuickBooks:Concurrency"] = "10" }), await StartAsync(new() { ["QuickBooks:Concurrency"] = "10" })];
        List<WorkItem> left = [.. Enumerable.Range(1, 60).Select(id => new Order(id)).Select(order => Instance.Item(Entities.Orders, order.Id, order.Json()))];

        for (var round = 0; left.Count > 0 && round < 100; round++)
        {
            var halves = left.Chunk(Math.Max(1, (left.Count + 1) / 2)).ToList();
            var results = await Task.WhenAll(halves.Select((half, index) => flows[index % 2].WorkAsync(Entities.Orders, half)));
            left = [.. results.SelectMany(batch => batch).Where(result => result.Fault is { Kind: FaultKind.Transient }).Select(result => result.Item)];
        }

        Assert.Empty(left);
        await Books.OneAsync("Customer");
        Assert.Equal(60, (await Books.AllAsync("SalesReceipt")).Count);
    }

    [Fact]
    public async Task One_person_has_one_customer_in_each_currency_and_all_are_kept_up_to_date()
    {
        await Books.SettingsAsync("""{"preferences":{"CurrencyPrefs":{"MultiCurrencyEnabled":true}}}""");
        var flow = await StartAsync();
        var made = await flow.WorkAsync(Shop.Customer(5));
        await flow.OrderAsync(new Order(1) { CustomerId = 5, Currency = "EUR" });
        await flow.OrderAsync(new Order(2) { CustomerId = 5, Currency = "EUR", Email = "other@example.test" });
        await flow.OrderAsync(new Order(3) { CustomerId = 5 });

        await flow.WorkAsync(Shop.Customer(5, last: "Roe", phone: "555-0199") with { ExternalId = made.ExternalId });

        Assert.Equal(["Jane Roe USD 555-0199", "Jane Roe (EUR) EUR 555-0199"], (await Books.AllAsync("Customer")).Select(customer =>
            $"{customer.Text("DisplayName")} {customer.Ref("CurrencyRef")} {customer.Text("PrimaryPhone", "FreeFormNumber")}"));
        var ids = (await Books.AllAsync("Customer")).Select(customer => customer.Id()).ToList();
        Assert.Equal([ids[1], ids[1], ids[0]], (await Books.AllAsync("SalesReceipt")).Select(receipt => receipt.Ref("CustomerRef")));
    }

    [Fact]
    public async Task A_project_with_its_customers_address_does_not_make_the_address_ambiguous()
    {
        var address = new JsonObject { ["Address"] = "jane@example.test" };
        var own = await Books.EnterAsync("customer", new() { ["DisplayName"] = "Doe Ltd", ["PrimaryEmailAddr"] = address });
        await Books.EnterAsync("customer", new() { ["DisplayName"] = "New kitchen", ["PrimaryEmailAddr"] = address.DeepClone(), ["Job"] = true, ["ParentRef"] = Fields.RefTo(own.Id()) });
        var flow = await StartAsync();

        await flow.OrderAsync(new Order(1));

        Assert.Equal(own.Id(), (await Books.OneAsync("SalesReceipt")).Ref("CustomerRef"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_an_inactive_customer_holds_is_not_taken_from_it(bool held)
    {
        await Books.SettingsAsync($$$"""{"switches":{"holdInactiveNames":{{{(held ? "true" : "false")}}}}}""");
        var old = await Books.EnterAsync("customer", new() { ["DisplayName"] = "Jane Doe", ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = "jane@example.test" } });
        await Books.DeactivateAsync("customer", old, "DisplayName");
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(1));

        Assert.Equal(RecordOutcome.Created, result.Outcome);
        var customer = (await Books.AllAsync("Customer")).Single(customer => customer.Id() != old.Id());
        Assert.Equal(held ? "Jane Doe (jane@example.test)" : "Jane Doe", customer.Text("DisplayName"));
    }

    [Fact]
    public async Task Where_every_name_is_taken_it_is_said_by_whom()
    {
        List<string> ids = [];
        foreach (var name in (string[])["Jane Doe", "Jane Doe (jane@example.test)", "Jane Doe (WooCommerce order 1)", "Jane Doe (WooCommerce order 1 store-1)"])
            ids.Add((await Books.EnterAsync("vendor", new() { ["DisplayName"] = name })).Id());
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(1));

        Assert.Equal((FaultKind.DuplicateName, "name_taken"), (result.Fault!.Kind, result.Fault.Code));
        Assert.All(ids, id => Assert.Contains($"the vendor {id}", result.Fault.Message));
    }

    [Fact]
    public async Task A_linked_customer_that_was_made_inactive_holds_the_order_by_name()
    {
        var flow = await StartAsync();
        await flow.WorkAsync(Shop.Customer(5));
        await Books.DeactivateAsync("customer", await Books.OneAsync("Customer"), "DisplayName");

        var result = await flow.OrderAsync(new Order(1) { CustomerId = 5 });

        Assert.Equal((FaultKind.MappingMissing, "reference_inactive"), (result.Fault!.Kind, result.Fault.Code));
        Assert.Contains("the customer 'Jane Doe (deleted)'", result.Fault.Message);
    }

    [Fact]
    public async Task A_linked_customer_that_is_gone_from_QuickBooks_is_found_anew()
    {
        var flow = await StartAsync();
        await flow.Get<EntryLinking>().LinkAsync(Books.Realm, ReservationKind.CustomerEmail, "jane@example.test", "987654", default);

        var refused = await flow.OrderAsync(new Order(1));
        var booked = await flow.OrderAsync(new Order(1));

        Assert.Equal((FaultKind.Transient, "reference_gone"), (refused.Fault!.Kind, refused.Fault.Code));
        Assert.Equal(RecordOutcome.Created, booked.Outcome);
        Assert.Equal((await Books.OneAsync("Customer")).Id(), (await Books.OneAsync("SalesReceipt")).Ref("CustomerRef"));
    }

    [Fact]
    public async Task An_address_of_mail_that_QuickBooks_refuses_is_left_out_and_the_order_booked()
    {
        var flow = await StartAsync();

        var first = await flow.OrderAsync(new Order(1) { Email = "jane@example.test." });
        var second = await flow.OrderAsync(new Order(2) { Email = "jane@example.test." });

        Assert.Equal((RecordOutcome.Created, RecordOutcome.Created), (first.Outcome, second.Outcome));
        Assert.Null((await Books.OneAsync("Customer")).Text("PrimaryEmailAddr", "Address"));
    }

    [Fact]
    public async Task Characters_that_QuickBooks_refuses_are_left_out_once()
    {
        const string refused = """{"Fault":{"Error":[{"Message":"Invalid String","Detail":"Element contains invalid characters","code":"2040","element":"DisplayName"}],"type":"ValidationFault"}}""";
        Books.Next(Mishap.Answer(Mishap.Write("Customer"), 400, refused));
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(1) { First = "Jane 🎁" });

        Assert.Equal(RecordOutcome.Created, result.Outcome);
        Assert.Equal("Jane Doe", (await Books.OneAsync("Customer")).Text("DisplayName"));
        var ids = Books.Calls.Where(call => call.Path.StartsWith("customer?", StringComparison.Ordinal)).Select(call => call.Path).ToList();
        Assert.Equal(2, ids.Distinct().Count()); // another requestid: the refusal would be played back
    }

    [Fact]
    public async Task Characters_that_QuickBooks_refuses_in_a_change_are_left_out_too()
    {
        var flow = await StartAsync();
        var made = await flow.WorkAsync(Shop.Customer(5));
        Books.Next(Mishap.Answer(Mishap.Write("Customer"), 400,
            """{"Fault":{"Error":[{"Message":"Invalid String","Detail":"Element contains invalid characters","code":"2040"}],"type":"ValidationFault"}}"""));

        var changed = await flow.WorkAsync(Shop.Customer(5, last: "Roe 🎁", phone: "555-0100") with { ExternalId = made.ExternalId });

        Assert.Equal(RecordOutcome.Updated, changed.Outcome);
        var customer = await Books.OneAsync("Customer");
        Assert.Equal(("Jane Roe", "Roe", "555-0100"), (customer.Text("DisplayName"), customer.Text("FamilyName"), customer.Text("PrimaryPhone", "FreeFormNumber")));
    }

    [Fact]
    public async Task A_customer_that_was_deleted_in_QuickBooks_is_made_anew_when_it_changes_in_the_shop()
    {
        var flow = await StartAsync();
        var made = await flow.WorkAsync(Shop.Customer(5));
        var book = flow.Get<ReservationBook>();
        foreach (var kind in (ReservationKind[])[ReservationKind.CustomerLink, ReservationKind.CustomerEmail])
            foreach (var row in await book.StandingForAsync(Books.Realm, kind, made.ExternalId!, default))
            {
                row.ExternalId = "987654"; // as after a merge: no such customer any more
                await book.SaveAsync(row, default);
            }
        await Books.DeactivateAsync("customer", await Books.OneAsync("Customer"), "DisplayName");

        var refused = await flow.WorkAsync(Shop.Customer(5, phone: "555-0100") with { ExternalId = made.ExternalId });
        var anew = await flow.WorkAsync(Shop.Customer(5, phone: "555-0100") with { ExternalId = made.ExternalId });

        Assert.Equal("reference_gone", refused.Fault!.Code);
        Assert.Null(anew.Fault);
        Assert.Equal("555-0100", (await Books.AllAsync("Customer")).Single(customer => customer.Id() == anew.ExternalId).Text("PrimaryPhone", "FreeFormNumber"));
    }
}
