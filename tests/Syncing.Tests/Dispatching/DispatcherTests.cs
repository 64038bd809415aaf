using Contracts;
using Hosting.Tests.Driving;
using Microsoft.EntityFrameworkCore;
using Syncing.Faults;
using Syncing.Ledger;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests.Dispatching;

public class DispatcherTests
{
    private static Task<LedgerHouse> OpenAsync(int parallelism = 1) =>
        LedgerHouse.OpenAsync(Provider.Sqlite, own => own with { Parallelism = parallelism, BatchSize = 10 });

    [Fact]
    public async Task A_record_is_tried_again_by_schedule_until_it_gets_through()
    {
        await using var house = await OpenAsync();
        house.Flow.Answer = item => item.Attempts < 3 ? TestFlow.Fails(FaultKind.Transient)(item) : TestFlow.Writes(item);
        await house.TakeAsync(Change.Order());
        await house.StartAsync();
        foreach (var (attempt, seconds) in new[] { (1, 5), (2, 10), (3, 20) })
        {
            await house.UntilAsync("1042", row => row.State == RecordState.Retrying && row.Attempts == attempt);
            var wait = (await house.RowAsync()).DueAt - house.Clock.GetUtcNow();
            Assert.InRange(wait!.Value.TotalSeconds, seconds, seconds * 1.25);

            house.Clock.Advance(wait.Value - TimeSpan.FromTicks(1));
            await house.TakeAsync(Change.Order($"sentinel-{attempt}") with { Body = "{}" }); // comes after, and gets through
            await house.UntilAsync($"sentinel-{attempt}", row => row.DueAt is null || row.Attempts > 0);
            Assert.Equal(attempt, house.Flow.Worked.Count(item => item.Key == "1042"));
            house.Clock.Advance(TimeSpan.FromTicks(1));
        }
        await house.UntilAsync("1042", row => row.State == RecordState.Synced);
        Assert.Equal([0, 1, 2, 3], house.Flow.Worked.Where(item => item.Key == "1042").Select(item => item.Attempts));
    }

    [Fact]
    public async Task A_record_that_never_gets_through_becomes_a_dead_letter()
    {
        await using var house = await OpenAsync();
        house.Flow.Answer = TestFlow.Fails(FaultKind.Transient, "away");
        await house.TakeAsync(Change.Order(run: Change.RunA));
        await house.StartAsync();
        for (var attempt = 1; attempt < FaultPolicy.MostAttempts; attempt++)
        {
            await house.UntilAsync("1042", row => row.State == RecordState.Retrying && row.Attempts == attempt);
            house.Clock.Advance((await house.RowAsync()).DueAt!.Value - house.Clock.GetUtcNow());
        }
        await house.UntilAsync("1042", row => row.State == RecordState.NeedsAttention);
        Assert.Equal((Change.RunA, RecordOutcome.Failed, "away"), Assert.Single(await house.UntoldAsync()) is var told ? (told.SyncId, told.Outcome, told.Code) : default);
    }

    [Fact]
    public async Task A_doubt_waits_and_is_then_handed_to_the_flow_to_settle()
    {
        await using var house = await OpenAsync();
        house.Flow.Answer = item => item.Attempts == 0 ? TestFlow.Fails(FaultKind.UnknownOutcome)(item) : TestFlow.Writes(item);
        await house.TakeAsync(Change.Order());
        await house.StartAsync();
        await house.UntilAsync("1042", row => row.State == RecordState.InDoubt);
        Assert.Equal(house.Clock.GetUtcNow() + house.Settings.DoubtWait, (await house.RowAsync()).DueAt);
        Assert.Equal(0, await house.Questions.RetryAsync(new(null, null, null, null, null), LedgerHouse.Cancel)); // no hand hurries a doubt
        house.Clock.Advance(house.Settings.DoubtWait);
        await house.UntilAsync("1042", row => row.State == RecordState.Synced);
    }

    [Fact]
    public async Task A_throttle_pauses_the_whole_account_and_counts_against_nobody()
    {
        await using var house = await OpenAsync();
        house.Outside.Connect("tenant-2", "realm-2");
        house.Flow.Answer = TestFlow.Fails(FaultKind.Throttled);
        await house.TakeAsync(Change.Order("1"));
        await house.StartAsync();
        await house.UntilAsync("1", row => row.State == RecordState.Retrying);
        Assert.Equal(0, (await house.RowAsync("1")).Attempts);

        house.Flow.Answer = TestFlow.Writes;
        await house.TakeAsync(Change.Order("2"));
        await house.TakeAsync(Change.Order("3", tenant: "tenant-2"));
        await Eventually.TrueAsync(async () =>
        {
            house.Signal.Set();
            return (await house.RowAsync("3", "realm-2")).State == RecordState.Synced;
        });
        Assert.DoesNotContain(house.Flow.Worked, item => item.Key == "2");
        house.Clock.Advance(TimeSpan.FromSeconds(75));
        await house.UntilAsync("1", row => row.State == RecordState.Synced);
        await house.UntilAsync("2", row => row.State == RecordState.Synced);
    }

    [Fact]
    public async Task A_flow_that_throws_is_tried_again_and_what_it_said_stands_in_the_row()
    {
        await using var house = await OpenAsync();
        house.Flow.Batch = (_, _) => throw new InvalidOperationException("the cable is out");
        await house.TakeAsync(Change.Order("1"), Change.Order("2"));
        await house.StartAsync();
        await house.UntilAsync("1", row => row.State == RecordState.Retrying);
        var row = await house.RowAsync("2");
        Assert.Equal((RecordState.Retrying, "no_answer", 1), (row.State, row.Code, row.Attempts));
        Assert.Contains("the cable is out", row.Message);
        house.Flow.Batch = null;
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await house.UntilAsync("2", row => row.State == RecordState.Synced);
    }

    [Fact]
    public async Task An_item_that_the_flow_forgets_is_tried_again_and_the_others_are_done()
    {
        await using var house = await OpenAsync();
        house.Flow.Batch = (_, results) => Task.FromResult<IReadOnlyList<WorkResult>>([.. results.Where(result => result.Item.Key != "2")]);
        await house.TakeAsync(Change.Order("1"), Change.Order("2"), Change.Order("3"));
        await house.StartAsync();
        await house.UntilAsync("3", row => row.State == RecordState.Synced);
        Assert.Equal(RecordState.Synced, (await house.RowAsync("1")).State);
        Assert.Equal((RecordState.Retrying, "no_answer"), await house.RowAsync("2") is var row ? (row.State, row.Code) : default);
    }

    [Fact]
    public async Task Two_workers_work_at_the_same_time()
    {
        await using var house = await OpenAsync(parallelism: 2);
        using var both = new Barrier(2);
        house.Flow.Batch = async (_, results) =>
        {
            await Task.Run(() => Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(15)), "the second worker never came"));
            return results;
        };
        await house.StartAsync();
        for (var round = 1; round <= 5; round++)
        {
            await house.TakeAsync([.. Enumerable.Range(0, 20).Select(n => Change.Order($"{(round * 100) + n}"))]);
            house.Signal.Set(); // once: a worker that loses the race must not wait for another signal
            await Eventually.TrueAsync(async () => await house.ReadAsync(db => db.Records.CountAsync(row => row.State != RecordState.Synced)) == 0);
        }
    }

    [Fact]
    public async Task A_long_piece_of_work_keeps_its_claim_alive()
    {
        await using var house = await OpenAsync(parallelism: 2);
        var release = new TaskCompletionSource();
        house.Flow.Batch = async (items, results) =>
        {
            if (items.Any(item => item.Key == "1042")) await release.Task;
            return results;
        };
        await house.TakeAsync(Change.Order());
        await house.StartAsync();
        await house.UntilAsync("1042", row => row.State == RecordState.InProgress);
        await Eventually.TrueAsync(() => house.Flow.Worked.Count == 1);
        for (var third = 0; third < 9; third++)
        {
            var due = (await house.RowAsync()).DueAt;
            house.Clock.Advance(house.Settings.Lease / 3);
            await house.UntilAsync("1042", row => row.DueAt > due);
        }
        await house.TakeAsync(Change.Order("sentinel") with { Body = "{}" });
        await house.UntilAsync("sentinel", row => row.State == RecordState.Synced);
        release.SetResult();
        await house.UntilAsync("1042", row => row.State == RecordState.Synced);
        Assert.Single(house.Flow.Worked, item => item.Key == "1042");
    }

    [Fact]
    public async Task While_Credentials_is_away_work_waits_and_goes_on_after()
    {
        await using var house = await OpenAsync();
        await house.TakeAsync(Change.Order());
        house.Credentials.Drop();
        house.Outside.IsAway = true;
        await house.StartAsync();
        var before = house.Outside.Asked;
        await Eventually.TrueAsync(() => house.Outside.Asked > before || house.Outside.Asked > 1);
        Assert.Empty(house.Flow.Worked);
        house.Outside.IsAway = false;
        await Eventually.TrueAsync(async () =>
        {
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await house.RowAsync()).State == RecordState.Synced;
        });
    }
}
