using System.Text.Json.Nodes;
using Contracts;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Customers;

public sealed class CustomerTests : BookingTest
{
    [Fact]
    public async Task A_customer_is_made_with_name_address_and_phone_and_then_kept_up_to_date()
    {
        var flow = await StartAsync();

        var made = await flow.WorkAsync(Shop.Customer(5, phone: "555-0100"));
        var same = await flow.WorkAsync(Shop.Customer(5, phone: "555-0100") with { ExternalId = made.ExternalId });
        var changed = await flow.WorkAsync(Shop.Customer(5, last: "Roe", phone: "555-0199") with { ExternalId = made.ExternalId });

        Assert.Equal((RecordOutcome.Created, RecordOutcome.Skipped, RecordOutcome.Updated), (made.Outcome, same.Outcome, changed.Outcome));
        var customer = await Books.OneAsync("Customer");
        Assert.Equal(made.ExternalId, customer.Id());
        Assert.Equal(("Jane Roe", "555-0199", "12207"), (customer.Text("DisplayName"), customer.Text("PrimaryPhone", "FreeFormNumber"), customer.Text("BillAddr", "PostalCode")));
    }

    [Fact]
    public async Task An_order_of_a_registered_customer_is_booked_on_that_customer_whatever_its_billing_address()
    {
        var flow = await StartAsync();
        var customer = await flow.WorkAsync(Shop.Customer(5, email: "account@example.test"));

        await flow.OrderAsync(new Order(1) { CustomerId = 5, Email = "billing@example.test" });

        await Books.OneAsync("Customer");
        Assert.Equal(customer.ExternalId, (await Books.OneAsync("SalesReceipt")).Ref("CustomerRef"));
    }

    [Fact]
    public async Task A_guest_who_registers_later_stays_one_customer()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1) { Email = "Jane@Example.test" });

        var registered = await flow.WorkAsync(Shop.Customer(5, phone: "555-0100"));

        Assert.Equal(RecordOutcome.Created, registered.Outcome);
        var customer = await Books.OneAsync("Customer");
        Assert.Equal(registered.ExternalId, customer.Id());
        Assert.Equal("555-0100", customer.Text("PrimaryPhone", "FreeFormNumber"));
    }

    [Fact]
    public async Task A_customer_that_the_bookkeeper_has_is_linked_by_address_and_left_as_it_is()
    {
        var own = await Books.EnterAsync("customer", new() { ["DisplayName"] = "J. Doe & Sons", ["PrimaryEmailAddr"] = Address("jane@example.test") });
        var flow = await StartAsync();

        var linked = await flow.WorkAsync(Shop.Customer(5, email: " JANE@example.test "));

        Assert.Equal((RecordOutcome.Skipped, "unchanged", own.Id()), (linked.Outcome, linked.Code, linked.ExternalId));
        Assert.Equal("J. Doe & Sons", (await Books.OneAsync("Customer")).Text("DisplayName"));

        var changed = await flow.WorkAsync(Shop.Customer(5, phone: "555-0100") with { ExternalId = linked.ExternalId });
        Assert.Equal(RecordOutcome.Updated, changed.Outcome);
        var customer = await Books.OneAsync("Customer");
        Assert.Equal(("J. Doe & Sons", "555-0100"), (customer.Text("DisplayName"), customer.Text("PrimaryPhone", "FreeFormNumber")));
    }

    [Fact]
    public async Task Of_several_with_one_address_the_one_with_the_name_is_meant()
    {
        await Books.EnterAsync("customer", new() { ["DisplayName"] = "Doe Ltd", ["PrimaryEmailAddr"] = Address("jane@example.test") });
        var named = await Books.EnterAsync("customer", new() { ["DisplayName"] = "Jane Doe", ["PrimaryEmailAddr"] = Address("jane@example.test") });
        var flow = await StartAsync();

        await flow.OrderAsync(new Order(1));

        Assert.Equal(named.Id(), (await Books.OneAsync("SalesReceipt")).Ref("CustomerRef"));
    }

    [Theory]
    [InlineData("vendor")]
    [InlineData("employee")]
    [InlineData("customer")]
    public async Task A_name_that_somebody_else_has_gets_the_address_behind_it(string who)
    {
        await Books.EnterAsync(who, who == "employee"
            ? new() { ["DisplayName"] = "Jane Doe", ["GivenName"] = "Jane", ["FamilyName"] = "Doe" }
            : new() { ["DisplayName"] = "Jane Doe" });
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(1));

        Assert.Equal(RecordOutcome.Created, result.Outcome);
        Assert.Contains(await Books.AllAsync("Customer"), customer => customer.Text("DisplayName") == "Jane Doe (jane@example.test)");
    }

    [Fact]
    public async Task Orders_without_any_address_share_one_customer()
    {
        var flow = await StartAsync();

        await flow.OrderAsync(new Order(1) { Email = "", First = "A", Last = "B" });
        await flow.OrderAsync(new Order(2) { Email = "not an address", First = "C", Last = "D" });

        Assert.Equal("WooCommerce guest", (await Books.OneAsync("Customer")).Text("DisplayName"));
    }

    [Fact]
    public async Task A_create_whose_answer_was_lost_is_sent_again_and_makes_one_customer()
    {
        var flow = await StartAsync();
        Books.Next(Mishap.CommitThenDrop("Customer"));

        var lost = await flow.OrderAsync(new Order(1));
        Assert.Equal((FaultKind.Transient, "no_answer"), (lost.Fault!.Kind, lost.Fault.Code));
        var booked = await flow.OrderAsync(new Order(1));

        Assert.Equal(RecordOutcome.Created, booked.Outcome);
        await Books.OneAsync("Customer");
    }

    [Fact]
    public async Task A_lost_answer_makes_one_customer_also_where_QuickBooks_has_forgotten_the_requestid()
    {
        await Books.SettingsAsync("""{"switches":{"requestIdRetentionSeconds":1}}""");
        var flow = await StartAsync();
        Books.Next(Mishap.CommitThenDrop("Customer"));
        await flow.WorkAsync(Shop.Customer(5));
        Clock.Advance(TimeSpan.FromMinutes(5));

        var result = await flow.WorkAsync(Shop.Customer(5));

        Assert.Equal((await Books.OneAsync("Customer")).Id(), result.ExternalId);
    }

    [Fact]
    public async Task Somebody_elses_change_is_kept_when_ours_is_written()
    {
        var flow = await StartAsync();
        var made = await flow.WorkAsync(Shop.Customer(5));
        var customer = await Books.OneAsync("Customer");
        await Books.EnterAsync("customer", new() { ["Id"] = customer.Id(), ["SyncToken"] = customer.Text("SyncToken"), ["sparse"] = true, ["Notes"] = "pays late" });

        var changed = await flow.WorkAsync(Shop.Customer(5, phone: "555-0100") with { ExternalId = made.ExternalId });

        Assert.Equal(RecordOutcome.Updated, changed.Outcome);
        customer = await Books.OneAsync("Customer");
        Assert.Equal(("pays late", "555-0100"), (customer.Text("Notes"), customer.Text("PrimaryPhone", "FreeFormNumber")));
    }

    [Fact]
    public async Task A_changed_address_of_mail_stays_the_same_customer_for_guests_too()
    {
        var flow = await StartAsync();
        var made = await flow.WorkAsync(Shop.Customer(5));
        await flow.WorkAsync(Shop.Customer(5, email: "new@example.test") with { ExternalId = made.ExternalId });

        await flow.OrderAsync(new Order(1) { Email = "new@example.test" });

        Assert.Equal("new@example.test", (await Books.OneAsync("Customer")).Text("PrimaryEmailAddr", "Address"));
    }

    [Fact]
    public async Task Deleted_customers_and_staff_are_left_alone()
    {
        var flow = await StartAsync();

        var deleted = await flow.WorkAsync(Shop.Customer(5) with { Deleted = true, ExternalId = "33", Body = """{"id":5}""" });
        var staff = await flow.WorkAsync(Shop.Customer(1, role: "administrator"));

        Assert.Equal(("deleted", "33"), (deleted.Code, deleted.ExternalId));
        Assert.Equal("staff", staff.Code);
        Assert.Empty(await Books.AllAsync("Customer"));
    }

    [Fact]
    public async Task A_name_with_everything_in_it_is_found_again()
    {
        await Books.EnterAsync("customer", new() { ["DisplayName"] = "Seán O'Neil", ["PrimaryEmailAddr"] = Address("sean.o'neil+shop@example.test") });
        var flow = await StartAsync();

        await flow.OrderAsync(new Order(1) { First = "Seán", Last = "O'Neil", Email = "sean.o'neil+shop@example.test" });
        await flow.OrderAsync(new Order(2) { First = "A:B\tC", Last = "<b>D</b> &amp; E\\", Email = "odd@example.test" });

        Assert.Equal(["Seán O'Neil", "A B C D & E\\"], (await Books.AllAsync("Customer")).Select(customer => customer.Text("DisplayName")));
    }

    private static JsonObject Address(string email) => new() { ["Address"] = email };
}
