using Contracts;
using Hosting.Secrets;
using Hosting.Tests.Driving;
using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;
using Syncing.TakingIn;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests.TakingIn;

public class TakeInTests
{
    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Of_a_batch_the_newest_version_of_each_record_is_wanted(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order("1", 3, Change.RunC), Change.Order("2", 1), Change.Order("1", 1, Change.RunA), Change.Order("1", 2, Change.RunB), Change.Product("1", 7));
        Assert.Equal(Change.Version(3), (await house.ReadAsync(db => db.Records.SingleAsync(row => row.Entity == "orders" && row.Key == "1"))).Wanted);
        Assert.Equal(Change.Version(7), (await house.ReadAsync(db => db.Records.SingleAsync(row => row.Entity == "products"))).Wanted);
        Assert.Equal(3, await house.ReadAsync(db => db.Records.CountAsync()));
        Assert.Equal([Change.RunA, Change.RunB], (await house.UntoldAsync()).Where(told => told.Code == "superseded").Select(told => told.SyncId));
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_batch_that_cannot_be_written_whole_is_not_written_at_all(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        var bad = Change.Order("2") with { Body = null! };
        await Assert.ThrowsAsync<DbUpdateException>(() => house.TakeAsync(Change.Order("1"), bad, Change.Order("3")));
        Assert.Equal(0, await house.ReadAsync(db => db.Records.CountAsync()));
        Assert.Empty(await house.UntoldAsync());
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_tenant_without_the_target_hears_so_for_every_version_and_nothing_waits(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order(version: 1, tenant: "other"));
        await house.TakeAsync(Change.Order(version: 2, tenant: "other"));
        Assert.Equal(["not_connected", "not_connected"], (await house.UntoldAsync()).Select(told => told.Code));
        var row = await house.RowAsync(account: "");
        Assert.Equal((RecordState.Skipped, true, Change.Version(2)), (row.State, row.IsSettled, row.Wanted));
        Assert.Null(await house.ClaimAsync());
    }

    [Fact]
    public async Task While_Credentials_is_away_nothing_is_taken_for_not_connected()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        house.Outside.IsAway = true;
        await Assert.ThrowsAsync<CredentialsUnavailableException>(() => house.TakeAsync(Change.Order()));
        Assert.Equal(0, await house.ReadAsync(db => db.Records.CountAsync()));
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_second_account_begins_with_an_empty_ledger_and_uses_no_id_of_the_first(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order(version: 1));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Writes);
        await house.TakeAsync(Change.Order("77"));

        house.Outside.Active.Clear();
        house.Outside.Connect("tenant", "realm-2");
        house.Credentials.Drop();
        await house.TakeAsync(Change.Order(version: 1));

        var claim = (await house.ClaimAsync())!;
        var item = Assert.Single(claim.Items); // 77 stays with the company that is connected no more
        Assert.Equal(("realm-2", "1042", (string?)null, (RecordVersion?)null), (claim.Account.Account, item.Key, item.ExternalId, item.Applied));
        await house.RecordAsync(claim, work => WorkResult.Created(work, "QB-of-realm-2"));
        Assert.Equal("QB-1042", (await house.RowAsync(account: LedgerHouse.Realm)).ExternalId);
        Assert.Equal("QB-of-realm-2", (await house.RowAsync(account: "realm-2")).ExternalId);
        Assert.Equal(RecordState.Pending, (await house.RowAsync("77")).State);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Under_consumers_and_workers_on_the_same_rows_nothing_is_lost(string provider)
    {
        const int Records = 8, Versions = 24;
        await using var house = await LedgerHouse.OpenAsync(provider, own => own with { BatchSize = 3, Parallelism = 3 });
        await house.StartAsync();
        var runs = Enumerable.Range(1, Records * Versions).ToDictionary(n => (Key: $"{n % Records}", Version: 1 + (n / Records)), _ => Guid.NewGuid());
        var random = new Random(42);
        var changes = runs.Select(run => (RecordChanged)Change.Order(run.Key.Key, run.Key.Version, run.Value)).OrderBy(_ => random.Next()).ToList();

        await Task.WhenAll(changes.Chunk(12).Select(batch => Task.Run(async () =>
        {
            await house.TakeIn.TakeAsync(batch, LedgerHouse.Cancel);
            await house.TakeIn.TakeAsync(batch, LedgerHouse.Cancel); // redelivered
            house.Signal.Set();
        })));

        for (var key = 0; key < Records; key++)
        {
            var newest = runs.Keys.Where(run => run.Key == $"{key}").Max(run => run.Version);
            await house.UntilAsync($"{key}", row => row is { State: RecordState.Synced, ClaimId: null } && row.Applied == Change.Version(newest));
            Assert.Equal($"QB-{key}", (await house.RowAsync($"{key}")).ExternalId);
        }
        var told = await house.UntoldAsync();
        Assert.Equal(runs.Values.Order(), told.Select(settled => settled.SyncId).Distinct().Order()); // every version's run was told
        Assert.Equal(Records, told.Where(settled => settled.Outcome == RecordOutcome.Created).Select(settled => settled.Key).Distinct().Count());
    }
}
