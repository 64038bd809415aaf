using System.Collections.Concurrent;
using Contracts;
using Hosting.Tests.Driving;
using Syncing.Ledger;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests.Dispatching;

public class ClaimingTests
{
    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Two_workers_never_get_the_same_record(string provider)
    {
        const int Records = 300;
        await using var house = await LedgerHouse.OpenAsync(provider, own => own with { BatchSize = 7 });
        await house.TakeAsync([.. Enumerable.Range(1, Records).Select(n => Change.Order($"{n}"))]);
        var claimed = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (await house.ClaimAsync() is { } claim)
                foreach (var item in claim.Items) claimed.Add(item.Key);
        })));
        Assert.Equal(Records, claimed.Count);
        Assert.Equal(Records, claimed.Distinct().Count());
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Live_goes_before_what_was_requested_and_both_before_history(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider, own => own with { BatchSize = 1 });
        await house.TakeAsync(Change.Order("history", priority: ChangePriority.History));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.TakeAsync(Change.Order("requested", priority: ChangePriority.Requested));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.TakeAsync(Change.Order("live-1"));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.TakeAsync(Change.Order("live-2"));
        var order = new List<string>();
        while (await house.ClaimAsync() is { } claim) order.Add(Assert.Single(claim.Items).Key);
        Assert.Equal(["live-1", "live-2", "requested", "history"], order);
    }

    [Fact]
    public async Task A_claim_holds_records_of_one_entity_and_one_account()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        house.Outside.Connect("tenant-2", "realm-2", "its-secret");
        await house.TakeAsync(Change.Order("1"), Change.Order("2"), Change.Product("1"), Change.Order("1", tenant: "tenant-2"));
        var claims = new List<string>();
        while (await house.ClaimAsync() is { } claim)
        {
            claims.Add($"{claim.Account.Account} {claim.Entity} {claim.Items.Count}");
            Assert.All(claim.Items, item => Assert.Equal(claim.Account.Credential.TenantId, item.TenantId));
        }
        Assert.Equal(["realm-1 orders 2", "realm-1 products 1", "realm-2 orders 1"], claims.Order());
    }

    [Fact]
    public async Task The_worker_gets_everything_that_was_taken_in()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync(Change.Order(version: 5, run: Change.RunA, force: true, history: true, deleted: true, refunds: "[1]"));
        var item = Assert.Single((await house.ClaimAsync())!.Items);
        Assert.Equal(("tenant", "store", "orders", "1042", Change.Version(5), Change.RunA), (item.TenantId, item.StoreId, item.Entity, item.Key, item.Version, item.SyncId));
        Assert.Equal((true, true, true, "[1]", """{"id":1042,"v":5}""", 0), (item.Force, item.History, item.Deleted, item.Refunds, item.Body, item.Attempts));
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Nothing_is_claimed_before_it_is_due(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider, own => own with { Settle = TimeSpan.FromSeconds(30) });
        await house.TakeAsync(Change.Order());
        house.Clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Null(await house.ClaimAsync());
        house.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Single((await house.ClaimAsync())!.Items);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_paused_account_is_left_alone_and_the_others_are_not(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        house.Outside.Connect("tenant-2", "realm-2");
        await house.TakeAsync(Change.Order("1"));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(FaultKind.Throttled, retryAfter: TimeSpan.FromMinutes(10)));
        await house.TakeAsync(Change.Order("2"), Change.Order("3", tenant: "tenant-2"));
        Assert.Equal("3", Assert.Single((await house.ClaimAsync())!.Items).Key);
        Assert.Null(await house.ClaimAsync());
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["1", "2", "3"], (await Claims(house)).Order()); // 3's lease ran out meanwhile
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_lease_that_ran_out_is_claimed_again_and_a_renewed_one_is_not(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider, own => own with { BatchSize = 1, Lease = TimeSpan.FromSeconds(90) });
        await house.TakeAsync(Change.Order("1"), Change.Order("2"));
        var (dead, alive) = ((await house.ClaimAsync())!, (await house.ClaimAsync())!);
        house.Clock.Advance(TimeSpan.FromSeconds(60));
        await house.Claiming.RenewAsync(alive, LedgerHouse.Cancel);
        Assert.Null(await house.ClaimAsync());
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([dead.Items[0].Key], await Claims(house));
        await house.RecordAsync(alive, TestFlow.Writes);
        Assert.Equal(RecordState.Synced, (await house.RowAsync(alive.Items[0].Key)).State);
    }

    [Fact]
    public async Task A_process_that_is_alone_takes_over_at_once_what_a_dead_one_held()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite, own => own with { Alone = true });
        await house.TakeAsync(Change.Order());
        await house.ClaimAsync(); // and dies
        await house.StartAsync();
        await house.UntilAsync("1042", row => row.State == RecordState.Synced);
    }

    [Fact]
    public async Task What_was_asked_again_of_a_dead_worker_has_a_worker_once_it_is_claimed_anew()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync(Change.Order(version: 1, run: Change.RunA));
        await house.ClaimAsync();
        await house.TakeAsync(Change.Order(version: 2, run: Change.RunB));
        house.Clock.Advance(house.Settings.Lease);
        var claim = (await house.ClaimAsync())!;
        await house.TakeAsync(Change.Order(version: 3, run: Change.RunC));
        await house.RecordAsync(claim, TestFlow.Writes);
        Assert.Equal((Change.RunB, 2L), Assert.Single(await house.UntoldAsync()) is var told ? (told.SyncId, told.Seq) : default);
    }

    private static async Task<List<string>> Claims(LedgerHouse house)
    {
        var keys = new List<string>();
        while (await house.ClaimAsync() is { } claim) keys.AddRange(claim.Items.Select(item => item.Key));
        return keys;
    }
}
