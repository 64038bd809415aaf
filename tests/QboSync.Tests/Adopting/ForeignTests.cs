using System.Text.Json.Nodes;
using Contracts;
using QboSync.Talking;
using QboSync.Tests.Booking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Adopting;

/// <summary>Documents that people or other programs made for orders of the shop: never doubled.</summary>
public sealed class ForeignTests : BookingTest
{
    [Theory]
    [InlineData("1042")]
    [InlineData("WC-1042")]
    [InlineData("#1042")]
    public async Task A_history_order_that_stands_in_the_books_already_is_asked_about(string number)
    {
        var there = await EnterAsync("invoice", number, 12.00m);
        var flow = await StartAsync();

        var held = await flow.OrderAsync(new Order(1042), history: true);

        Assert.Equal((FaultKind.Conflict, "already_in_books"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Contains($"Invoice {number} (id {there.Id()}) of 2026-11-22 over 12.00", held.Fault.Message);
        Assert.Contains($$""""document_id": "{{there.Id()}}"}"""", held.Fault.Message);
        Assert.Empty(await Books.AllAsync("SalesReceipt"));
        Assert.Single(await Books.AllAsync("Customer")); // the person's own; nothing was made for an order that is held
    }

    [Theory]
    [InlineData("2001", 12.00)]
    [InlineData("1042", 12.01)]
    public async Task Another_number_or_sum_is_another_sale(string number, double total)
    {
        await EnterAsync("salesreceipt", number, (decimal)total);
        var flow = await StartAsync();

        Assert.Equal(RecordOutcome.Created, (await flow.OrderAsync(new Order(1042), history: true)).Outcome);
        Assert.Equal(2, (await Books.AllAsync("SalesReceipt")).Count);
    }

    [Fact]
    public async Task Another_customer_is_another_sale()
    {
        await EnterAsync("salesreceipt", "1042", 12.00m, "Somebody Else", "else@example.test");
        var flow = await StartAsync();

        Assert.Equal(RecordOutcome.Created, (await flow.OrderAsync(new Order(1042), history: true)).Outcome);
    }

    [Fact]
    public async Task A_history_costs_a_few_reads_and_not_some_for_each_order()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1), history: true);
        Books.Calls.Clear();

        await flow.WorkAsync(Entities.Orders, [.. Enumerable.Range(2, 20).Select(id => Instance.Item(Entities.Orders, id, new Order(id).Json()) with { History = true })]);

        Assert.Equal(0, Books.Count("GET", "query"));
        Assert.Equal(21, (await Books.AllAsync("SalesReceipt")).Count);
    }

    [Fact]
    public async Task A_number_that_an_equal_document_has_is_asked_about_also_for_a_new_order()
    {
        await EnterAsync("salesreceipt", "WC-5", 12.00m);
        var flow = await StartAsync();

        Assert.Equal("already_in_books", (await flow.OrderAsync(new Order(5))).Fault!.Code);
        await Books.OneAsync("SalesReceipt");
    }

    [Fact]
    public async Task A_number_that_an_unequal_document_has_names_it_and_what_differs()
    {
        var there = await EnterAsync("invoice", "WC-6", 99.00m);
        var flow = await StartAsync();

        var held = await flow.OrderAsync(new Order(6));

        Assert.Equal((FaultKind.Conflict, "number_taken"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Contains($"Invoice WC-6 (id {there.Id()})", held.Fault.Message);
        Assert.Contains("the total is 99.00, not 12.00", held.Fault.Message);
        Assert.Contains("\"create\": true", held.Fault.Message);
    }

    [Fact]
    public async Task A_number_that_a_company_of_another_language_refuses_is_found_by_its_id()
    {
        var there = await EnterAsync("invoice", "WC-7", 99.00m);
        Books.Next(Mishap.Answer(Mishap.Write("SalesReceipt"), 400,
            $$$$"""{"Fault":{"Error":[{"Message":"Doppelte Belegnummer","Detail":"Belegnummer=WC-7 ist vergeben an Typ=Rechnung mit TxnId={{{{there.Id()}}}}","code":"6140"}],"type":"ValidationFault"}}"""));
        var flow = await StartAsync();

        Assert.Contains($"Invoice WC-7 (id {there.Id()})", (await flow.OrderAsync(new Order(7))).Fault!.Message);
    }

    [Fact]
    public async Task A_refunds_number_that_is_taken_is_named_while_the_sale_stands()
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(8));
        await EnterAsync("invoice", "WC-8-R90", 5.00m);

        var held = await flow.OrderAsync(new Order(8) { Refunds = [new(90, 5.00m, [])] }, externalId: first.ExternalId);

        Assert.Equal("number_taken", held.Fault!.Code);
        Assert.Contains("Invoice WC-8-R90", held.Fault.Message);
        Assert.DoesNotContain("create", held.Fault.Message);
    }

    private async Task<JsonObject> EnterAsync(string entity, string number, decimal total, string customer = "Jane Doe", string email = "jane@example.test") =>
        await ForeignSales.EnterAsync(Books, entity, number, total, customer, email);
}
