using Contracts;
using Hosting.Tests.Driving;
using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;
using Syncing.Tests.Driving;
using Syncing.Working;
using static Syncing.Tests.Driving.Change;

namespace Syncing.Tests.Cancelling;

public class RunStopTests
{
    private static RecordChanged Asked(string key, Guid run, int version = 1, ChangePriority priority = ChangePriority.Requested) => Order(key, version, run, priority: priority);

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Cancelling_takes_what_waits_and_leaves_what_is_in_work_live_or_anothers(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Asked("in-work", RunA), Asked("in-doubt", RunA), Asked("tried", RunA), Asked("done", RunA));
        await house.RecordAsync((await house.ClaimAsync())!, item => item.Key switch
        {
            "in-doubt" => TestFlow.Fails(FaultKind.UnknownOutcome)(item), "tried" => TestFlow.Fails(FaultKind.Transient)(item), "in-work" => TestFlow.Fails(FaultKind.Transient)(item), _ => TestFlow.Writes(item),
        });
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        var claim = (await house.ClaimAsync())!;
        await house.RecordAsync(claim with { Items = [.. claim.Items.Where(item => item.Key == "tried")] }, TestFlow.Fails(FaultKind.Transient));
        await house.TakeAsync(Asked("waits", RunA), Asked("live", RunA, priority: ChangePriority.Live), Asked("anothers", RunB));

        Assert.Equal(2, await house.Stops.CancelAsync(RunA, house.Clock.GetUtcNow(), LedgerHouse.Cancel));
        Assert.Equal(
            [("anothers", RecordState.Pending), ("done", RecordState.Synced), ("in-doubt", RecordState.InDoubt), ("in-work", RecordState.InProgress), ("live", RecordState.Pending), ("tried", RecordState.Skipped), ("waits", RecordState.Skipped)],
            (await house.ReadAsync(database => database.Records.OrderBy(row => row.Key).ToListAsync(LedgerHouse.Cancel))).Select(row => (row.Key, row.State)));
        Assert.Equal([("tried", RunA, RecordOutcome.Skipped), ("waits", RunA, RecordOutcome.Skipped)],
            (await house.UntoldAsync()).Where(told => told.Code == "cancelled").OrderBy(told => told.Key).Select(told => (told.Key, told.SyncId, told.Outcome)));
        Assert.Equal(0, await house.Stops.CancelAsync(RunA, house.Clock.GetUtcNow(), LedgerHouse.Cancel)); // told again
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task What_arrives_after_the_cancelling_rests_and_all_of_it_is_worked_when_the_run_is_resumed(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Asked("1", RunA));
        await house.Stops.CancelAsync(RunA, house.Clock.GetUtcNow(), LedgerHouse.Cancel);
        await house.TakeAsync(Asked("2", RunA), Asked("3", RunB));
        Assert.Equal("3", Assert.Single((await house.ClaimAsync())!.Items).Key);

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await house.Stops.ResumeAsync(RunA, house.Clock.GetUtcNow(), LedgerHouse.Cancel));
        await house.TakeAsync(Asked("4", RunA));
        Assert.Equal(["1", "2", "4"], (await house.ClaimAsync())!.Items.Select(item => item.Key).Order());
    }

    [Fact]
    public async Task Of_two_words_that_overtake_each_other_the_later_holds()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        var now = house.Clock.GetUtcNow();
        await house.TakeAsync(Asked("1", RunA));
        await house.Stops.ResumeAsync(RunA, now.AddSeconds(2), LedgerHouse.Cancel);
        Assert.Equal(0, await house.Stops.CancelAsync(RunA, now.AddSeconds(1), LedgerHouse.Cancel));
        Assert.Equal(RecordState.Pending, (await house.RowAsync("1")).State);
    }

    [Fact]
    public async Task A_thousand_records_are_taken_and_not_one_is_both_worked_and_cancelled()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync([.. Enumerable.Range(1, 1000).Select(key => Asked($"{key}", RunA))]);
        await Task.WhenAll(Task.Run(async () =>
        {
            for (var claims = 0; claims < 5 && await house.ClaimAsync() is { } claim; claims++) await house.RecordAsync(claim, TestFlow.Writes);
        }), house.Stops.CancelAsync(RunA, house.Clock.GetUtcNow(), LedgerHouse.Cancel));
        var told = await house.UntoldAsync();
        Assert.Equal(1000, told.Count);
        Assert.Equal(1000, told.Select(one => one.Key).Distinct().Count());
        var states = (await house.ReadAsync(database => database.Records.Select(row => row.State).ToListAsync(LedgerHouse.Cancel))).CountBy(state => state).ToDictionary();
        Assert.Equal(told.Count(one => one.Code == "cancelled"), states.GetValueOrDefault(RecordState.Skipped));
        Assert.Equal(1000, states.GetValueOrDefault(RecordState.Skipped) + states.GetValueOrDefault(RecordState.Synced));
    }
}
