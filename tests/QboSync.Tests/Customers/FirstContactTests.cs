using System.Text.Json.Nodes;
using Contracts;
using QboSync.Customers;
using QboSync.Items;
using QboSync.Mapping;
using QboSync.Reserving;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Tests.Customers;

/// <summary>A customer or item stands in QuickBooks before we ever wrote it: linked, asked about, or left beside a new one.</summary>
public sealed class FirstContactTests : BookingTest
{
    [Fact]
    public async Task An_address_that_two_customers_have_is_asked_about_and_nothing_is_booked()
    {
        var (one, two) = (await EnterAsync("Doe Ltd"), await EnterAsync("J. Doe"));
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(1));

        Assert.Equal((FaultKind.Conflict, "first_contact"), (result.Fault!.Kind, result.Fault.Code));
        Assert.Contains($"'Doe Ltd' (id {one.Id()})", result.Fault.Message);
        Assert.Contains($"'J. Doe' (id {two.Id()})", result.Fault.Message);
        Assert.DoesNotContain("jane@example.test", result.Fault.Message);
        Assert.Empty(await Books.AllAsync("SalesReceipt"));
    }

    [Fact]
    public async Task The_one_that_a_person_names_is_booked_on_from_then_on()
    {
        await EnterAsync("Doe Ltd");
        var chosen = await EnterAsync("J. Doe");
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));

        await flow.Get<EntryLinking>().LinkAsync(Books.Realm, ReservationKind.CustomerEmail, "jane@example.test", chosen.Id(), default);
        await flow.OrderAsync(new Order(1));
        await flow.OrderAsync(new Order(2));

        Assert.All(await Books.AllAsync("SalesReceipt"), receipt => Assert.Equal(chosen.Id(), receipt.Ref("CustomerRef")));
        Assert.Equal(2, (await Books.AllAsync("Customer")).Count);
    }

    [Fact]
    public async Task A_new_one_that_a_person_wants_is_made_beside_the_others()
    {
        await EnterAsync("Jane Doe");
        var flow = await StartAsync();
        await flow.MapAsync("""{"customers":{"first_contact":"ask"}}""");
        Assert.Equal("first_contact", (await flow.OrderAsync(new Order(1))).Fault!.Code);

        await flow.Get<EntryLinking>().CreateAsync(Books.Realm, ReservationKind.CustomerEmail, "jane@example.test", default);
        var booked = await flow.OrderAsync(new Order(1));

        Assert.Equal(RecordOutcome.Created, booked.Outcome);
        Assert.Equal(["Jane Doe", "Jane Doe (jane@example.test)"], (await Books.AllAsync("Customer")).Select(customer => customer.Text("DisplayName")));
    }

    [Fact]
    public async Task With_the_policy_create_even_the_same_person_is_made_anew_once()
    {
        await EnterAsync("Jane Doe");
        var flow = await StartAsync();
        await flow.MapAsync("""{"customers":{"first_contact":"create"}}""");

        await flow.OrderAsync(new Order(1));
        await flow.OrderAsync(new Order(2));

        Assert.Equal(["Jane Doe", "Jane Doe (jane@example.test)"], (await Books.AllAsync("Customer")).Select(customer => customer.Text("DisplayName")));
    }

    [Fact]
    public async Task With_the_policy_create_a_create_whose_answer_was_lost_is_recognised_as_ours()
    {
        await Books.SettingsAsync("""{"switches":{"requestIdRetentionSeconds":1}}""");
        var flow = await StartAsync();
        await flow.MapAsync("""{"customers":{"first_contact":"create"}}""");
        Books.Next(Mishap.CommitThenDrop("Customer"));
        await flow.WorkAsync(Shop.Customer(5));
        Clock.Advance(TimeSpan.FromMinutes(5));

        var result = await flow.WorkAsync(Shop.Customer(5));

        Assert.Equal((await Books.OneAsync("Customer")).Id(), result.ExternalId);
    }

    [Fact]
    public async Task Items_are_asked_about_too_with_their_SKUs()
    {
        var own = await Books.EnterAsync("item", new() { ["Name"] = "Becher", ["Sku"] = "MUG-01", ["Type"] = "Service", ["IncomeAccountRef"] = Fields.RefTo("1") });
        var flow = await StartAsync();
        await flow.MapAsync("""{"products":{"first_contact":"ask"}}""");

        var asked = await flow.WorkAsync(Shop.Product(14));
        await flow.Get<EntryLinking>().LinkAsync(Books.Realm, ReservationKind.ItemSku, "mug-01", own.Id(), default);
        var linked = await flow.WorkAsync(Shop.Product(14));

        Assert.Contains($"'Becher' (id {own.Id()}, SKU MUG-01)", asked.Fault!.Message);
        Assert.Equal(own.Id(), linked.ExternalId);
    }

    [Fact]
    public async Task A_SKU_that_two_items_have_is_asked_about_unless_one_has_the_name()
    {
        foreach (var name in (string[])["Becher", "Tasse", "Lamp"])
            await Books.EnterAsync("item", new() { ["Name"] = name, ["Sku"] = name == "Lamp" ? "LAMP" : "MUG-01", ["Type"] = "Service", ["IncomeAccountRef"] = Fields.RefTo("1") });
        await Books.EnterAsync("item", new() { ["Name"] = "Old lamp", ["Sku"] = "LAMP", ["Type"] = "Service", ["IncomeAccountRef"] = Fields.RefTo("1") });
        var flow = await StartAsync();

        Assert.Equal("first_contact", (await flow.WorkAsync(Shop.Product(14))).Fault!.Code);
        Assert.Equal("unchanged", (await flow.WorkAsync(Shop.Product(15, name: "Lamp", sku: "LAMP"))).Code);
    }

    [Fact]
    public async Task A_preview_shows_whom_and_what_it_would_make_and_writes_nothing_anywhere()
    {
        var known = await EnterAsync("Jane Doe");
        await Books.EnterAsync("item", new() { ["Name"] = "Becher", ["Sku"] = "TWO", ["Type"] = "Service", ["IncomeAccountRef"] = Fields.RefTo("1") });
        await Books.EnterAsync("item", new() { ["Name"] = "Tasse", ["Sku"] = "TWO", ["Type"] = "Service", ["IncomeAccountRef"] = Fields.RefTo("1") });
        var flow = await StartAsync();
        var look = new EntryLook();
        var books = await BooksAsync(flow) with { Look = look };
        var order = WooJson.Order(new Order(1) { Lines = [new("Mug", "MUG-01", 14, 1, 12.00m), new("Cup", "TWO", 15, 1, 3.00m), new("Mug", "MUG-01", 14, 1, 12.00m)] }.Json());

        var customer = await flow.Get<CustomerDirectory>().OfOrderAsync(books, Instance.Store, order, default);
        var other = await flow.Get<CustomerDirectory>().OfOrderAsync(books, Instance.Store, order with { Billing = order.Billing with { Email = "new@example.test" } }, default);
        var items = await flow.Get<ItemDirectory>().OfLinesAsync(books, Instance.Store,
            [.. order.LineItems.Select(line => new QboSync.Documents.DraftLine(QboSync.Documents.LineRole.Product, line.Name, line.Total, Product: line))], default);

        Assert.Equal((known.Id(), "(new customer: Jane Doe)"), (customer, other));
        Assert.Equal(["(new item: Mug)", "(new item: Cup)", "(new item: Mug)"], items);
        Assert.Equal(["Customer Jane Doe 0", "Item Cup 2", "Item Mug 0"], look.Missing.Select(missing => $"{missing.Entity} {missing.Name} {missing.Candidates.Count}"));
        Assert.Equal("new@example.test", (string?)look.Missing[0].Body!["PrimaryEmailAddr"]!["Address"]);
        Assert.DoesNotContain(Books.Calls, call => call.Method == "POST" && !(call.Path.StartsWith("batch", StringComparison.Ordinal) && !call.Body.Contains("\"operation\"", StringComparison.Ordinal)));
        var book = flow.Get<ReservationBook>();
        Assert.Null(await book.FindAsync(Books.Realm, ReservationKind.CustomerEmail, "new@example.test", default));
        Assert.Null(await book.FindAsync(Books.Realm, ReservationKind.ItemLink, "store-1:14", default));
    }

    private static async Task<QboSync.Company.CompanyBooks> BooksAsync(Instance flow)
    {
        var company = flow.Get<QuickBooksClient>().Open(flow.Account);
        return new(company, await flow.Get<QboSync.Company.CompanyReader>().FactsAsync(company, default), await flow.Get<MappingBook>().OfAsync(company.Realm, default)) { TenantId = "default-tenant" };
    }

    private Task<JsonObject> EnterAsync(string name) =>
        Books.EnterAsync("customer", new() { ["DisplayName"] = name, ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = "jane@example.test" } });
}
