using Contracts;
using Hosting.Tests.Driving;
using Microsoft.EntityFrameworkCore;
using Syncing.Dispatching;
using Syncing.Ledger;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests.Dispatching;

public class RequeueingTests
{
    private static Requeueing<TestLedgerDb> Of(LedgerHouse house) => new(house.Databases, house.Signal, house.Clock);

    // Every record that is due fails for the cause that its key begins with.
    private static async Task FailAllAsync(LedgerHouse house, FaultKind kind = FaultKind.MappingMissing)
    {
        while (await house.ClaimAsync() is { } claim)
            await house.RecordAsync(claim, item => WorkResult.Faulted(item, new Fault(kind, item.Key.Split('-')[0], "Do this.")));
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Only_what_stands_still_for_the_cause_is_due_again(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order("account-1"), Change.Order("account-2"), Change.Order("total-1"));
        await FailAllAsync(house);
        await house.TakeAsync(Change.Order("account-3"));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(FaultKind.Transient, "account"));
        await house.TakeAsync(Change.Order("account-4"));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Writes);
        var retrying = (await house.RowAsync("account-3")).DueAt;

        Assert.Equal(0, await Of(house).RequeueAsync("another-realm", ["account"], TimeSpan.Zero, LedgerHouse.Cancel));
        Assert.Equal(0, await Of(house).RequeueAsync(LedgerHouse.Realm, [], TimeSpan.Zero, LedgerHouse.Cancel));
        Assert.Equal(2, await Of(house).RequeueAsync(LedgerHouse.Realm, ["account"], TimeSpan.Zero, LedgerHouse.Cancel));

        Assert.Equal(RecordState.NeedsAttention, (await house.RowAsync("total-1")).State);
        Assert.Equal((RecordState.Retrying, retrying), ((await house.RowAsync("account-3")).State, (await house.RowAsync("account-3")).DueAt));
        Assert.Equal(RecordState.Synced, (await house.RowAsync("account-4")).State);
        var claim = (await house.ClaimAsync())!;
        Assert.Equal(["account-1", "account-2"], claim.Items.Select(item => item.Key).Order());
        Assert.All(claim.Items, item => Assert.Equal(0, item.Attempts));
        await house.RecordAsync(claim, TestFlow.Writes);
        Assert.Equal(RecordState.Synced, (await house.RowAsync("account-1")).State);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Many_are_spread_in_time_and_live_goes_before_history(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider, own => own with { BatchSize = 1000 });
        await house.TakeAsync([.. Enumerable.Range(1, 30).Select(n => Change.Order($"name-h{n}", priority: ChangePriority.History))]);
        await house.TakeAsync([.. Enumerable.Range(1, 15).Select(n => Change.Order($"name-l{n}"))]);
        await FailAllAsync(house, FaultKind.DuplicateName);
        var now = house.Clock.GetUtcNow();

        Assert.Equal(45, await Of(house).RequeueAsync(LedgerHouse.Realm, ["name"], TimeSpan.FromSeconds(5), LedgerHouse.Cancel));

        var due = await house.ReadAsync(database => database.Records.Select(row => new { row.Priority, row.DueAt }).ToListAsync(LedgerHouse.Cancel));
        Assert.Equal([(5.0, 20), (15.0, 20), (25.0, 5)], due.GroupBy(row => (row.DueAt!.Value - now).TotalSeconds).OrderBy(group => group.Key).Select(group => (group.Key, group.Count())));
        Assert.All(due.Where(row => row.Priority == ChangePriority.Live), row => Assert.Equal(now.AddSeconds(5), row.DueAt));
        Assert.Null(await house.ClaimAsync());
        house.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(20, (await house.ClaimAsync())!.Items.Count);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task What_is_waited_for_is_told_with_its_kind(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order("closed-1"), Change.Order("closed-2"));
        await FailAllAsync(house, FaultKind.ClosedPeriod);
        await house.TakeAsync(Change.Order("conflict-1"));
        await FailAllAsync(house, FaultKind.Conflict);
        await house.TakeAsync(Change.Order("done-1"));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Writes);

        Assert.Equal([new WaitingCause("closed", FaultKind.ClosedPeriod), new WaitingCause("conflict", FaultKind.Conflict)],
            (await Of(house).WaitingAsync(LedgerHouse.Realm, LedgerHouse.Cancel)).OrderBy(waiting => waiting.Code));
        Assert.Empty(await Of(house).WaitingAsync("another-realm", LedgerHouse.Cancel));
        Assert.Equal(1, await Of(house).RequeueAsync(LedgerHouse.Realm, ["conflict"], TimeSpan.Zero, LedgerHouse.Cancel));
    }

    [Fact]
    public async Task An_edit_in_the_shop_does_not_wait_for_the_place_in_the_row()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync([.. Enumerable.Range(1, 60).Select(n => Change.Order($"name-{n:00}"))]);
        await FailAllAsync(house, FaultKind.DuplicateName);
        await Of(house).RequeueAsync(LedgerHouse.Realm, ["name"], TimeSpan.Zero, LedgerHouse.Cancel);
        var last = await house.ReadAsync(database => database.Records.OrderByDescending(row => row.DueAt).Select(row => row.Key).FirstAsync(LedgerHouse.Cancel));

        await house.TakeAsync(Change.Order(last, version: 2));

        Assert.Equal(house.Clock.GetUtcNow(), (await house.RowAsync(last)).DueAt);
    }

    [Fact]
    public void The_rate_is_bounded() => Assert.Equal([0, 0, 10, 10, 490], new[] { 0, 19, 20, 39, 999 }.Select(index => Requeueing<TestLedgerDb>.DueAfter(index).TotalSeconds));
}
