using System.Text.Json.Nodes;
using Contracts;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Booking;

/// <summary>Numbers that are taken, documents changed or deleted by people.</summary>
public sealed class NumberTests : BookingTest
{
    [Fact]
    public async Task A_number_that_a_hand_made_document_has_is_for_a_person()
    {
        await EnterReceiptAsync("WC-1", "typed in by Ann");
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(1));

        Assert.Equal((FaultKind.Conflict, "number_taken"), (result.Fault!.Kind, result.Fault.Code));
        await Books.OneAsync("SalesReceipt");
    }

    [Fact]
    public async Task A_number_that_a_document_of_ours_has_is_adopted_and_brought_up_to_date()
    {
        await EnterReceiptAsync("WC-2", "WooCommerce order 2 | store-1 | SalesReceipt 2\nfrom before the database was restored");
        var flow = await StartAsync();

        var result = await flow.OrderAsync(new Order(2));

        Assert.Equal(RecordOutcome.Created, result.Outcome);
        var receipt = await Books.OneAsync("SalesReceipt");
        Assert.Equal((result.ExternalId, 12.00m), (receipt.Id(), receipt.Amount("TotalAmt")));
    }

    [Fact]
    public async Task A_document_saved_by_a_person_between_our_read_and_write_is_read_again_and_kept()
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(3));
        Books.Next(Mishap.Before(Mishap.Write("SalesReceipt"), async () =>
        {
            var receipt = await Books.OneAsync("SalesReceipt");
            await Books.EnterAsync("salesreceipt", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true, ["ShipDate"] = "2026-11-25" });
        }));

        var edited = await flow.OrderAsync(new Order(3) { Note = "door code 7" }, externalId: first.ExternalId);

        Assert.Equal(RecordOutcome.Updated, edited.Outcome);
        var after = await Books.OneAsync("SalesReceipt");
        Assert.Equal(("2026-11-25", "door code 7"), (after.Text("ShipDate"), after.Text("CustomerMemo", "value")));
    }

    [Fact]
    public async Task A_document_deleted_in_QuickBooks_is_made_again_only_by_force()
    {
        var flow = await StartAsync();
        var first = await flow.OrderAsync(new Order(4));
        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt?operation=delete", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken") });

        var held = await flow.OrderAsync(new Order(4) { Note = "changed" }, externalId: first.ExternalId);
        Assert.Equal("deleted_in_quickbooks", held.Fault!.Code);
        Assert.Empty(await Books.AllAsync("SalesReceipt"));

        var forced = await flow.OrderAsync(new Order(4), force: true, externalId: first.ExternalId);
        Assert.Equal(RecordOutcome.Updated, forced.Outcome);
        Assert.Equal(forced.ExternalId, (await Books.OneAsync("SalesReceipt")).Id());
        Assert.NotEqual(first.ExternalId, forced.ExternalId);
    }

    [Fact]
    public async Task A_second_store_with_the_same_prefix_is_held_until_it_has_its_own()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(5));
        var other = Instance.Item(Entities.Orders, 5, new Order(5).Json()) with { StoreId = "store-2" };

        var held = await flow.WorkAsync(other);
        Assert.Equal((FaultKind.MappingMissing, "prefix_shared"), (held.Fault!.Kind, held.Fault.Code));
        Assert.Contains("store-1", held.Fault.Message);
        Assert.Contains("stores.store-2.doc_number_prefix", held.Fault.Message);

        await flow.SetMappingAsync("""{"stores":{"store-2":{"doc_number_prefix":"B-"}}}""");
        var booked = await flow.WorkAsync(other);

        Assert.Equal(RecordOutcome.Created, booked.Outcome);
        Assert.Equal(["WC-5", "B-5"], (await Books.AllAsync("SalesReceipt")).Select(receipt => receipt.Text("DocNumber")));
        Assert.Equal(RecordOutcome.Created, (await flow.OrderAsync(new Order(6))).Outcome); // the first store goes on
    }

    private async Task EnterReceiptAsync(string number, string note) => await Books.EnterAsync("salesreceipt", new()
    {
        ["DocNumber"] = number,
        ["PrivateNote"] = note,
        ["Line"] = new JsonArray(new JsonObject { ["Amount"] = 3.00m, ["DetailType"] = "SalesItemLineDetail", ["SalesItemLineDetail"] = new JsonObject { ["ItemRef"] = Fields.RefTo("1"), ["TaxCodeRef"] = Fields.RefTo("NON") } }),
    });
}
