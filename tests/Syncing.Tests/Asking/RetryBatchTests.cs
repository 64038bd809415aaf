using Contracts;
using Hosting.Settings;
using Hosting.Tests.Driving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncing.Asking;
using Syncing.Dispatching;
using Syncing.Ledger;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests.Asking;

public class RetryBatchTests
{
    private static RetryBatches<TestLedgerDb> Of(LedgerHouse house, int perMinute = 120) =>
        new(house.Databases, house.Accounts, house.Settings, house.Signal, Options.Create(new SyncOptions { RetryPerMinute = perMinute }), house.Clock);

    private static async Task<LedgerHouse> WithFailuresAsync(string provider, int count, FaultKind kind = FaultKind.Invalid)
    {
        var house = await LedgerHouse.OpenAsync(provider, own => own with { BatchSize = 1000 });
        await house.TakeAsync([.. Enumerable.Range(1, count).Select(n => Change.Order($"{n}"))]);
        while (await house.ClaimAsync() is { } claim) await house.RecordAsync(claim, TestFlow.Fails(kind, "bad"));
        return house;
    }

    private static Task<List<(RecordState State, DateTimeOffset? DueAt)>> RowsAsync(LedgerHouse house) =>
        house.ReadAsync(async database => (await database.Records.Select(row => new { row.State, row.DueAt }).ToListAsync(LedgerHouse.Cancel)).Select(row => (row.State, row.DueAt)).ToList());

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Many_are_tried_again_at_the_rate_that_is_set_and_a_second_batch_does_not_double_it(string provider)
    {
        await using var house = await WithFailuresAsync(provider, 50);
        await house.TakeAsync([.. Enumerable.Range(1, 50).Select(n => Change.Product($"{n}"))]);
        while (await house.ClaimAsync() is { } claim) await house.RecordAsync(claim, TestFlow.Fails(FaultKind.Invalid, "worse"));
        var now = house.Clock.GetUtcNow();
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        var answer = await Of(house).RetryAsync(new RetryOrder(first, Code: "bad"), LedgerHouse.Cancel);
        Assert.Equal(new RetryAnswer(50, 0, now.AddSeconds(20)), answer);
        Assert.Equal(now.AddSeconds(50), (await Of(house).RetryAsync(new RetryOrder(second, Code: "worse"), LedgerHouse.Cancel)).LastDueAt);
        var due = (await RowsAsync(house)).GroupBy(row => (row.DueAt!.Value - now).TotalSeconds).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()));
        Assert.Equal([(0.0, 20), (10.0, 20), (20.0, 10), (30.0, 20), (40.0, 20), (50.0, 10)], due);
        Assert.Equal(answer, await Of(house).RetryAsync(new RetryOrder(first, Code: "bad"), LedgerHouse.Cancel)); // said twice, done once
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Progress_says_how_the_records_are_settled_by_now(string provider)
    {
        await using var house = await WithFailuresAsync(provider, 6);
        var (all, one) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(6, (await Of(house).RetryAsync(new RetryOrder(all), LedgerHouse.Cancel)).Count);
        await house.RecordAsync((await house.ClaimAsync())!, item => item.Key switch
        {
            "1" => TestFlow.Fails(FaultKind.Invalid, "bad")(item),
            "2" => TestFlow.Fails(FaultKind.Conflict, "two_truths")(item),
            "3" => TestFlow.Fails(FaultKind.Transient, "away")(item),
            _ => TestFlow.Writes(item),
        });
        await Of(house).RetryAsync(new RetryOrder(one, Id: "1"), LedgerHouse.Cancel);
        var progress = (await Of(house).ProgressAsync(all, LedgerHouse.Cancel))!;
        Assert.Equal((6, 1, 3, 0, 0, 1, 1), (progress.Count, progress.Waiting, progress.Synced, progress.Skipped, progress.NeedsAttention, progress.Conflict, progress.MovedOn));
        Assert.Equal((1, 1), ((await Of(house).ProgressAsync(one, LedgerHouse.Cancel))!.Count, (await Of(house).ProgressAsync(one, LedgerHouse.Cancel))!.Waiting));
        Assert.Null(await Of(house).ProgressAsync(Guid.NewGuid(), LedgerHouse.Cancel));
    }

    [Fact]
    public async Task A_handful_is_tried_at_once_even_while_a_large_batch_is_under_way()
    {
        await using var house = await WithFailuresAsync(Provider.Sqlite, 60);
        await Of(house).RetryAsync(new RetryOrder(Guid.NewGuid()), LedgerHouse.Cancel);
        await house.TakeAsync(Change.Product("p"));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(FaultKind.Invalid, "bad"));
        while (await house.ClaimAsync() is { } claim) await house.RecordAsync(claim, TestFlow.Fails(FaultKind.Invalid, "bad"));
        Assert.Equal(house.Clock.GetUtcNow(), (await Of(house).RetryAsync(new RetryOrder(Guid.NewGuid(), Entity: "products"), LedgerHouse.Cancel)).LastDueAt);
    }

    [Fact]
    public async Task What_is_tried_again_by_itself_sooner_keeps_its_time_and_what_is_in_doubt_is_left_alone()
    {
        await using var house = await WithFailuresAsync(Provider.Sqlite, 60, FaultKind.Transient);
        var own = (await RowsAsync(house)).Max(row => row.DueAt);
        Assert.Equal(60, (await Of(house, perMinute: 6).RetryAsync(new RetryOrder(Guid.NewGuid()), LedgerHouse.Cancel)).Count);
        Assert.True((await RowsAsync(house)).Max(row => row.DueAt) <= own);

        await using var doubt = await WithFailuresAsync(Provider.Sqlite, 2, FaultKind.UnknownOutcome);
        Assert.Equal(0, (await Of(doubt).RetryAsync(new RetryOrder(Guid.NewGuid()), LedgerHouse.Cancel)).Count);
    }

    [Fact]
    public async Task Records_of_an_account_that_is_connected_no_more_are_left_alone_and_are_no_failure_of_now()
    {
        await using var house = await WithFailuresAsync(Provider.Sqlite, 3);
        var standing = new LedgerStanding<TestLedgerDb>(house.Databases, house.Accounts, house.Settings, house.Clock);
        Assert.Equal(3, (await standing.NowAsync(LedgerHouse.Cancel)).Failing);
        house.Outside.Active.Clear();
        house.Outside.Connect("tenant", "realm-2");
        house.Credentials.Drop();
        Assert.Equal(0, (await Of(house).RetryAsync(new RetryOrder(Guid.NewGuid()), LedgerHouse.Cancel)).Count);
        Assert.Equal(0, (await standing.NowAsync(LedgerHouse.Cancel)).Failing);
        house.Outside.IsAway = true;
        house.Credentials.Drop();
        Assert.False((await standing.NowAsync(LedgerHouse.Cancel)).Known);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_ledger_says_since_when_its_records_wait_for_a_worker_history_left_out(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        var standing = new LedgerStanding<TestLedgerDb>(house.Databases, house.Accounts, house.Settings, house.Clock);
        await house.TakeAsync(Change.Order("old", priority: ChangePriority.History));
        house.Clock.Advance(TimeSpan.FromHours(1));
        var since = house.Clock.GetUtcNow();
        await house.TakeAsync(Change.Order("1"), Change.Order("2"));
        house.Clock.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(new LedgerCondition("quickbooks", true, 0, 2, since, null), await standing.NowAsync(LedgerHouse.Cancel));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(FaultKind.Throttled, "slow"));
        Assert.Equal("It did not work; do this.", (await standing.NowAsync(LedgerHouse.Cancel)).Paused);
    }

    [Fact]
    public void The_rate_is_the_one_that_is_set()
    {
        Assert.Equal([0.0, 60, 120], new[] { 0, 1, 2 }.Select(index => Spreading.DueAfter(index, 1).TotalSeconds));
        Assert.Equal([0.0, 0, 10], new[] { 0, 999, 1000 }.Select(index => Spreading.DueAfter(index, 6000).TotalSeconds));
    }
}
