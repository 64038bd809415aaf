using System.Text.Json.Nodes;
using Contracts;
using Contracts.Proving;
using Microsoft.Extensions.DependencyInjection;
using QboSync.Proving;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Proving;

namespace QboSync.Tests.Proving;

/// <summary>What a proof of completeness hears of QuickBooks, and what its repair does there.</summary>
public sealed class ProofTests : BookingTest
{
    private Instance _instance = null!;
    private Road _road = null!;

    private static readonly Order.Line Mug = new("Plain Mug", "MUG-01", 14, 1, 12.00m, Id: 77);
    private static Order Sold => new(1) { Lines = [Mug], Created = "2026-11-21T12:00:00" };

    [Fact]
    public async Task Documents_stand_with_their_orders_sums_and_nothing_differs_after_our_own_writes()
    {
        await BookedAsync(Sold with { Refunds = [new(9, 5.00m, [Mug with { Total = 5.00m }])] });
        await _road.OrderAsync(Sold with { Note = "please hurry", Refunds = [new(9, 5.00m, [Mug with { Total = 5.00m }])] });

        var ledger = Assert.Single(await LedgerAsync());
        var standing = await StandingAsync();

        Assert.Equal(("1", "Synced", "2026-11-21", 12.00m, 5.00m), (ledger.Key, ledger.State, ledger.Figures!.Day, ledger.Figures.Gross, ledger.Figures.Refunds));
        Assert.Equal(["RefundReceipt", "SalesReceipt"], ledger.Parts.Select(part => part.Kind).Order());
        Assert.Equal(ledger.Parts.Select(part => part.ExternalId).Order(), standing.Select(line => line.ExternalId).Order());
        Assert.All(standing, line => Assert.True(line is { Key: "1", Owner: StandingOwner.Known, Live: true, Differing: [] }));
        Assert.Equal((12.00m, 5.00m), (standing.Sum(line => line.Gross), standing.Sum(line => line.Refunds)));
        Assert.Equivalent(standing, await StandingAsync("1")); // by its key the same as by its day
    }

    [Fact]
    public async Task What_people_did_is_seen_deleted_changed_voided_copied_and_entered_again()
    {
        await BookedAsync(Sold);
        await _road.OrderAsync(new Order(2) { Lines = [Mug with { Id = 78 }] });
        await _road.OrderAsync(new Order(3) { Lines = [Mug with { Id = 79 }] });
        var receipts = (await Books.AllAsync("SalesReceipt")).ToDictionary(receipt => receipt.Text("DocNumber")!);
        await Books.EnterAsync("salesreceipt?operation=delete", Named(receipts["WC-1"]));
        await DatedAsync(receipts["WC-2"], "2026-11-25");
        await CopyAsync(receipts["WC-2"], receipts["WC-2"].Text("PrivateNote")!);
        await CopyAsync(receipts["WC-3"], "entered by Ann");

        var standing = await StandingAsync();

        Assert.DoesNotContain(standing, line => line.ExternalId == receipts["WC-1"].Id());
        var changed = Assert.Single(Assert.Single(standing, line => line.ExternalId == receipts["WC-2"].Id()).Differing);
        Assert.Equal(("TxnDate", "2026-11-25"), (changed.Field, changed.Found));
        Assert.Equal("2", Assert.Single(standing, line => line.Owner == StandingOwner.Marked).Key);
        Assert.Equal("3", Assert.Single(standing, line => line.Owner == StandingOwner.SameNumber).Key);
    }

    [Fact]
    public async Task A_document_dated_far_from_its_order_is_found_by_its_id()
    {
        await BookedAsync(Sold);
        await DatedAsync(await Books.OneAsync("SalesReceipt"), "2027-06-30");

        Assert.Empty(await StandingAsync());
        Assert.Equal("2027-06-30", Assert.Single(await StandingAsync("1")).Day);
    }

    [Fact]
    public async Task A_write_that_is_not_settled_yet_is_nobodys_double()
    {
        _instance = await StartAsync();
        _road = new Road(_instance);
        Books.Next(Mishap.CommitThenDrop("SalesReceipt"));
        await _road.OrderAsync(Sold);

        Assert.Single(await Books.AllAsync("SalesReceipt"));
        Assert.Empty(await StandingAsync());
        Assert.Equal("InDoubt", Assert.Single(await LedgerAsync()).State);
    }

    [Fact]
    public async Task A_changed_document_is_written_again_and_a_voided_one_booked_anew_by_the_run_that_follows()
    {
        await BookedAsync(Sold);
        await DatedAsync(await Books.OneAsync("SalesReceipt"), "2026-11-25");
        var done = await RepairAsync(new ProofRepair("default-tenant", Instance.Store, [Part(await Books.OneAsync("SalesReceipt"))], []));
        await _road.WorkAsync();
        Assert.Empty(done.Refused);
        Assert.Empty(Assert.Single(await StandingAsync()).Differing);
        Assert.Equal("2026-11-21", (await Books.OneAsync("SalesReceipt")).Text("TxnDate"));

        var receipt = await Books.OneAsync("SalesReceipt");
        await Books.EnterAsync("salesreceipt?operation=update&include=void", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true });
        Assert.Contains(Assert.Single(await StandingAsync()).Differing, field => field.Found == "voided");
        done = await RepairAsync(new ProofRepair("default-tenant", Instance.Store, [Part(receipt)], []));
        Assert.Equal([receipt.Id()], done.Prepared);
        await _road.OrderAsync(Sold, force: true);
        Assert.Equal(12.00m, (await StandingAsync()).Where(line => line.Live).Sum(line => line.Gross));
    }

    [Fact]
    public async Task Of_two_only_the_one_that_is_ours_and_not_known_is_taken_out()
    {
        await BookedAsync(Sold);
        var ours = await Books.OneAsync("SalesReceipt");
        await CopyAsync(ours, ours.Text("PrivateNote")!);
        await CopyAsync(ours, "entered by Ann");
        var standing = await StandingAsync();
        LedgerPart Of(StandingOwner owner) => standing.Where(line => line.Owner == owner).Select(line => new LedgerPart(line.Kind, line.ExternalId)).Single();

        var done = await RepairAsync(new ProofRepair("default-tenant", Instance.Store, [], [Of(StandingOwner.Known), Of(StandingOwner.Marked), Of(StandingOwner.SameNumber)]));

        Assert.Equal(Of(StandingOwner.Marked).ExternalId, Assert.Single(done.Removed).ExternalId);
        Assert.Equal(2, done.Refused.Count);
        var left = await Books.AllAsync("SalesReceipt");
        Assert.Equal(3, left.Count); // a void stays to be seen
        Assert.Equal([Of(StandingOwner.Marked).ExternalId], left.Where(Removing.IsVoided).Select(receipt => receipt.Id()));
        Assert.DoesNotContain(await StandingAsync(), line => line is { Owner: StandingOwner.Marked, Live: true });
    }

    [Fact]
    public async Task More_documents_than_a_page_holds_are_read_page_by_page()
    {
        await BookedAsync(Sold);
        var pages = 0;
        for (string? after = null; ;)
        {
            var page = await Standing().PageAsync(_instance.Company(), Question() with { After = after }, default);
            pages++;
            if (page.Next is null) break;
            after = page.Next;
        }
        Assert.Equal(5, pages); // one of each kind of document
    }

    private async Task BookedAsync(Order order)
    {
        _instance = await StartAsync();
        _road = new Road(_instance);
        await _road.OrderAsync(order);
    }

    private static ProofQuestion Question() => new()
    {
        TenantId = "default-tenant", StoreId = Instance.Store, Entity = Entities.Orders, Start = new(2026, 11, 20), End = new(2026, 11, 22),
        From = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), Until = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero),
    };

    private StandingDocuments Standing() => new(_road.Databases);

    private LedgerProof<QboSyncDb> Ledger() => ActivatorUtilities.CreateInstance<LedgerProof<QboSyncDb>>(_instance.Get<IServiceProvider>());

    private async Task<List<StandingLine>> StandingAsync(params string[] keys)
    {
        var lines = new List<StandingLine>();
        for (string? after = null; ;)
        {
            var page = await Standing().PageAsync(_instance.Company(), Question() with { After = after, Keys = keys.Length == 0 ? null : keys }, default);
            lines.AddRange(page.Lines);
            if (page.Next is null) return lines;
            after = page.Next;
        }
    }

    private async Task<IReadOnlyList<LedgerLine>> LedgerAsync() => (await new LedgerLines(Ledger(), _road.Databases).PageAsync(Books.Realm, Question(), default)).Lines;

    private Task<ProofRepaired> RepairAsync(ProofRepair repair) =>
        ActivatorUtilities.CreateInstance<DocumentRepair>(_instance.Get<IServiceProvider>()).RepairAsync(_instance.Company(), repair, default);

    private static LedgerPart Part(JsonObject receipt) => new("SalesReceipt", receipt.Id());

    private static JsonObject Named(JsonObject document) => new() { ["Id"] = document.Id(), ["SyncToken"] = document.Text("SyncToken") };

    private Task DatedAsync(JsonObject receipt, string day)
    {
        var change = Named(receipt);
        (change["sparse"], change["TxnDate"]) = (true, day);
        return Books.EnterAsync("salesreceipt", change);
    }

    private Task CopyAsync(JsonObject receipt, string note)
    {
        var copy = receipt.DeepClone().AsObject();
        foreach (var name in (string[])["Id", "SyncToken", "MetaData", "domain", "sparse", "time"]) copy.Remove(name);
        foreach (var line in copy["Line"]!.AsArray()) line!.AsObject().Remove("Id");
        copy["PrivateNote"] = note;
        return Books.EnterAsync("salesreceipt?include=allowduplicatedocnum", copy);
    }
}
