using Contracts;
using Microsoft.EntityFrameworkCore;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using QboSync.Verifying;
using Syncing.Working;

namespace QboSync.Tests.Verifying;

/// <summary>An older database is put back: what it does not know any more is found in QuickBooks, not booked again.</summary>
public sealed class VerifyTests : BookingTest
{
    [Theory]
    [InlineData(true, "older_database")]
    [InlineData(false, "unknown_documents")]
    public async Task Orders_that_were_booked_after_the_backup_are_taken_over(bool fileIsLeft, string reason)
    {
        var before = await StartAsync();
        await before.OrderAsync(new Order(1));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.All(await WorkAsync(before, 2, 3, 4), result => Assert.Null(result.Fault));
        if (fileIsLeft) before.Get<HighWater>().Update();
        await ForgetAsync(before, row => row.RecordKey != "1");
        Clock.Advance(TimeSpan.FromHours(1));

        var restored = await StartAsync();
        var results = await WorkAsync(restored, 2, 3, 4, 5);

        Assert.All(results, result => Assert.Equal(RecordOutcome.Created, result.Outcome));
        Assert.Equal(5, (await Books.AllAsync("SalesReceipt")).Count);
        var mode = Assert.Single(await restored.Get<VerifyBook>().AllAsync(default));
        Assert.Equal((true, reason, 3, 1), (mode.Active, mode.Reason, mode.Adopted, mode.Made));
    }

    [Fact]
    public async Task A_database_that_was_lost_altogether_doubles_nothing_even_where_QuickBooks_numbers_by_itself()
    {
        await Books.SettingsAsync("""{"preferences":{"SalesFormsPrefs":{"CustomTxnNumbers":false}}}""");
        var before = await StartAsync();
        await WorkAsync(before, 1, 2);
        foreach (var receipt in await Books.AllAsync("SalesReceipt"))
            await Books.EnterAsync("salesreceipt", new() { ["Id"] = receipt.Id(), ["SyncToken"] = receipt.Text("SyncToken"), ["sparse"] = true, ["DocNumber"] = $"50{receipt.Id()}" });
        await ForgetAsync(before, _ => true);
        Clock.Advance(TimeSpan.FromDays(3));

        var fresh = await StartAsync();
        Assert.All(await WorkAsync(fresh, 1, 2, 3), result => Assert.Null(result.Fault));

        Assert.Equal(3, (await Books.AllAsync("SalesReceipt")).Count);
    }

    [Fact]
    public async Task What_was_taken_over_is_brought_up_to_the_newest_version()
    {
        var before = await StartAsync();
        await before.OrderAsync(new Order(1));
        await ForgetAsync(before, _ => true);

        var fresh = await StartAsync();
        await fresh.OrderAsync(new Order(1) { Lines = [new("Plain Mug", "MUG-01", 14, 2, 24.00m)] });

        Assert.Equal(24.00m, (await Books.OneAsync("SalesReceipt")).Amount("TotalAmt"));
    }

    [Fact]
    public async Task Payments_and_refunds_are_taken_over_too()
    {
        var line = new Order.Line("Plain Mug", "MUG-01", 14, 1, 12.00m, Id: 77);
        var order = new Order(1) { Lines = [line], Paid = false, Status = "on-hold" };
        var paid = order with { Paid = true, Status = "processing", Refunds = [new(900, 12.00m, [line])] };
        var before = await StartAsync();
        var first = await before.OrderAsync(order);
        Assert.Null((await before.OrderAsync(paid, externalId: first.ExternalId)).Fault);
        await ForgetAsync(before, row => row.Role != DocumentRole.Sale);

        var restored = await StartAsync();
        Assert.Null((await restored.OrderAsync(paid, externalId: first.ExternalId)).Fault);

        await Books.OneAsync("Payment");
        await Books.OneAsync("CreditMemo");
    }

    [Fact]
    public async Task A_document_in_doubt_is_no_sign_of_an_older_database()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        Books.Next(Mishap.CommitThenDrop("SalesReceipt"));
        await flow.OrderAsync(new Order(2));
        WaitOutDoubt();

        var restarted = await StartAsync();
        await WorkAsync(restarted, 2, 3);

        Assert.Empty(await restarted.Get<VerifyBook>().AllAsync(default));
        Assert.Equal(3, (await Books.AllAsync("SalesReceipt")).Count);
    }

    [Fact]
    public async Task It_stays_on_over_a_restart_until_somebody_ends_it()
    {
        var before = await StartAsync();
        await before.OrderAsync(new Order(1));
        await ForgetAsync(before, _ => true);
        await (await StartAsync()).OrderAsync(new Order(2));

        var restarted = await StartAsync();
        Assert.True(Assert.Single(await restarted.Get<VerifyBook>().AllAsync(default)).Active);
        await restarted.OrderAsync(new Order(1));
        await restarted.Get<VerifyBook>().EndAsync(Books.Realm, default);
        Books.Calls.Clear();
        await restarted.OrderAsync(new Order(3));

        Assert.StartsWith("salesreceipt", Assert.Single(Books.Calls).Path);
        Assert.Equal(3, (await Books.AllAsync("SalesReceipt")).Count);
    }

    [Fact]
    public async Task A_setting_asks_before_every_create()
    {
        await (await StartAsync()).OrderAsync(new Order(1));
        var flow = await StartAsync(new() { ["QuickBooks:Verify"] = "true" });
        Books.Calls.Clear();

        await flow.OrderAsync(new Order(2));

        Assert.Contains(Books.Calls, call => Uri.UnescapeDataString(call.Path).Contains("DocNumber = 'WC-2'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_QuickBooks_remembers_from_long_ago_is_taken_over_and_begins_it()
    {
        var flow = await StartAsync();
        await flow.OrderAsync(new Order(1));
        await ForgetAsync(flow, _ => true); // under a process that has looked already
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(RecordOutcome.Created, (await flow.OrderAsync(new Order(1))).Outcome);

        await Books.OneAsync("SalesReceipt");
        Assert.Equal("replayed", Assert.Single(await flow.Get<VerifyBook>().AllAsync(default)).Reason);
    }

    private static Task<IReadOnlyList<WorkResult>> WorkAsync(Instance flow, params long[] ids) =>
        flow.WorkAsync(Entities.Orders, [.. ids.Select(id => Instance.Item(Entities.Orders, id, new Order(id).Json()))]);

    private static async Task ForgetAsync(Instance flow, Func<BookedDocument, bool> which)
    {
        await using var database = flow.Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();
        database.RemoveRange((await database.Documents.ToListAsync()).Where(which));
        await database.SaveChangesAsync();
    }
}
