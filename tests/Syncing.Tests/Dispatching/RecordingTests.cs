using Contracts;
using Hosting.Tests.Driving;
using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests.Dispatching;

public class RecordingTests
{
    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task An_outcome_its_attempt_and_what_is_to_be_told_are_written_together(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order(version: 5, run: Change.RunA));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Writes);
        var row = await house.RowAsync();
        Assert.Equal((RecordState.Synced, (DateTimeOffset?)null, (Guid?)null, "QB-1042", Change.Version(5)), (row.State, row.DueAt, row.ClaimId, row.ExternalId, row.Applied));
        var told = Assert.Single(await house.UntoldAsync());
        Assert.Equal((Change.RunA, "quickbooks", RecordOutcome.Created, "QB-1042", 5L, Change.Day.AddMinutes(5)), (told.SyncId, told.Target, told.Outcome, told.ExternalId, told.Seq, told.Modified));
        var attempt = await house.ReadAsync(db => db.Attempts.SingleAsync());
        Assert.Equal((row.Id, 5L, "Created", 7L, house.Clock.GetUtcNow()), (attempt.RecordId, attempt.Seq, attempt.Result, attempt.DurationMs, attempt.At));
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_worker_that_was_too_slow_changes_nothing(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order());
        var slow = (await house.ClaimAsync())!;
        house.Clock.Advance(house.Settings.Lease);
        var quick = (await house.ClaimAsync())!;
        await house.RecordAsync(slow, item => WorkResult.Created(item, "of the slow one"));
        Assert.Equal((RecordState.InProgress, quick.Id, null), await house.RowAsync() is var held ? (held.State, held.ClaimId, held.ExternalId) : default);
        await house.RecordAsync(quick, item => WorkResult.Created(item, "of the quick one"));
        await house.RecordAsync(slow, TestFlow.Fails(FaultKind.Invalid));
        Assert.Equal((RecordState.Synced, "of the quick one"), await house.RowAsync() is var row ? (row.State, row.ExternalId) : default);
        Assert.Single(await house.UntoldAsync());
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_newer_version_that_came_meanwhile_is_done_next(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order(version: 1, run: Change.RunA));
        var first = (await house.ClaimAsync())!;
        await house.TakeAsync(Change.Order(version: 2, run: Change.RunB));
        Assert.Null(await house.ClaimAsync()); // one version of a record at a time
        await house.RecordAsync(first, TestFlow.Writes);
        var between = await house.RowAsync();
        Assert.Equal((RecordState.Pending, Change.Version(1), Change.Version(2)), (between.State, between.Applied, between.Wanted));

        var second = (await house.ClaimAsync())!;
        Assert.Equal((Change.Version(2), Change.Version(1), "QB-1042"), Assert.Single(second.Items) is var item ? (item.Version, item.Applied, item.ExternalId) : default);
        await house.RecordAsync(second, TestFlow.Writes);
        Assert.Equal([(Change.RunA, RecordOutcome.Created, 1L), (Change.RunB, RecordOutcome.Updated, 2L)], (await house.UntoldAsync()).Select(told => (told.SyncId, told.Outcome, told.Seq)));
    }

    [Theory, InlineData(FaultKind.Transient, RecordState.Retrying), InlineData(FaultKind.UnknownOutcome, RecordState.InDoubt)]
    public async Task A_version_whose_try_failed_in_passing_and_that_is_not_tried_again_is_told(FaultKind kind, RecordState state)
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync(Change.Order(version: 1, run: Change.RunA));
        var claim = (await house.ClaimAsync())!;
        await house.TakeAsync(Change.Order(version: 2, run: Change.RunB));
        await house.RecordAsync(claim, TestFlow.Fails(kind));
        Assert.Equal((Change.RunA, "superseded", 1L), Assert.Single(await house.UntoldAsync()) is var told ? (told.SyncId, told.Code, told.Seq) : default);
        Assert.Equal((state, 0, Change.RunB), await house.RowAsync() is var row ? (row.State, row.Attempts, row.SyncId) : default);
    }

    [Fact]
    public async Task The_tries_of_an_older_version_do_not_count_against_the_newer_one()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync(Change.Order(version: 1));
        await house.ReadAsync(db => db.Records.ExecuteUpdateAsync(set => set.SetProperty(row => row.Attempts, 24)));
        var claim = (await house.ClaimAsync())!;
        await house.TakeAsync(Change.Order(version: 2));
        await house.RecordAsync(claim, TestFlow.Fails(FaultKind.Transient)); // the 25th: version 1 is given up
        Assert.Equal(RecordState.Pending, (await house.RowAsync()).State);
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(FaultKind.Transient));
        Assert.Equal((RecordState.Retrying, 1), await house.RowAsync() is var row ? (row.State, row.Attempts) : default);
    }

    [Fact]
    public async Task Force_that_was_asked_for_during_an_unforced_try_is_done_next()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync(Change.Order(version: 1, run: Change.RunA));
        var claim = (await house.ClaimAsync())!;
        await house.TakeAsync(Change.Order(version: 1, run: Change.RunB, force: true));
        await house.RecordAsync(claim, item => WorkResult.Skipped(item, "unchanged", "Nothing to write."));
        var again = (await house.ClaimAsync())!;
        Assert.True(Assert.Single(again.Items).Force);
        await house.RecordAsync(again, item => WorkResult.Updated(item, "9"));
        Assert.Equal([(Change.RunA, RecordOutcome.Skipped), (Change.RunB, RecordOutcome.Updated)], (await house.UntoldAsync()).Select(told => (told.SyncId, told.Outcome)));
        Assert.False((await house.RowAsync()).Force);
    }

    [Fact]
    public async Task Two_runs_that_wait_for_one_version_in_work_both_hear_its_outcome()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync(Change.Order(run: Change.RunA));
        var claim = (await house.ClaimAsync())!;
        await house.TakeAsync(Change.Order(run: Change.RunB));
        await house.RecordAsync(claim, TestFlow.Writes);
        Assert.Equal([(Change.RunA, RecordOutcome.Created), (Change.RunB, RecordOutcome.Created)], (await house.UntoldAsync()).Select(told => (told.SyncId, told.Outcome)));
    }

    [Fact]
    public async Task Skipped_keeps_the_reason_and_only_unchanged_counts_as_held_by_the_target()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync(Change.Order("1"), Change.Order("2"));
        await house.RecordAsync((await house.ClaimAsync())!, item => item.Key == "1"
            ? WorkResult.Skipped(item, "unchanged", "Nothing to write.", "QB-1") : WorkResult.Skipped(item, "before_start_date", "It is older than the start date."));
        Assert.Equal((RecordState.Synced, "unchanged", Change.Version(1), "QB-1"), await house.RowAsync("1") is var one ? (one.State, one.Code, one.Applied, one.ExternalId) : default);
        Assert.Equal((RecordState.Skipped, "before_start_date", (RecordVersion?)null, null), await house.RowAsync("2") is var two ? (two.State, two.Code, two.Applied, two.ExternalId) : default);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_dead_letter_says_the_cause_and_its_run_hears_it(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order(run: Change.RunA));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(FaultKind.ClosedPeriod, "closed_period"));
        Assert.Equal((RecordState.NeedsAttention, "closed_period", "It did not work; do this.", 1), await house.RowAsync() is var row ? (row.State, row.Code, row.Message, row.Attempts) : default);
        Assert.Equal((Change.RunA, RecordOutcome.Failed, "closed_period"), Assert.Single(await house.UntoldAsync()) is var told ? (told.SyncId, told.Outcome, told.Code) : default);
    }

    [Fact]
    public async Task An_answer_without_an_id_does_not_lose_the_id_that_is_known()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync(Change.Order(version: 1));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Writes);
        await house.TakeAsync(Change.Order(version: 2));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(FaultKind.Invalid));
        Assert.Equal(("QB-1042", Change.Version(1)), await house.RowAsync() is var row ? (row.ExternalId, row.Applied) : default);
    }

    [Fact]
    public async Task A_shorter_pause_does_not_end_a_longer_one()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite, own => own with { BatchSize = 1 });
        await house.TakeAsync(Change.Order("1"), Change.Order("2"));
        var (one, two) = ((await house.ClaimAsync())!, (await house.ClaimAsync())!);
        await house.RecordAsync(one, TestFlow.Fails(FaultKind.Unauthorised, "token_refused"));
        await house.RecordAsync(two, TestFlow.Fails(FaultKind.Throttled, "slow_down"));
        var pause = await house.ReadAsync(db => db.Pauses.SingleAsync());
        Assert.Equal(("token_refused", true), (pause.Code, pause.UntilCredentialChanges));
        Assert.True(pause.Until >= house.Clock.GetUtcNow().AddMinutes(5));
    }
}
