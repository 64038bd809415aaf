using Contracts;
using Syncing.Ledger;
using Syncing.TakingIn;
using Syncing.Tests.Driving;
using static Syncing.Tests.Driving.Change;

namespace Syncing.Tests.TakingIn;

public class MergeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(30);

    public static TheoryData<RecordState> States => [.. Enum.GetValues<RecordState>()];

    public static TheoryData<RecordState> Still => [RecordState.Synced, RecordState.Skipped, RecordState.Conflict, RecordState.NeedsAttention];

    public static TheoryData<RecordState> Waiting => [RecordState.Pending, RecordState.Retrying];

    private static Merge.Result Into(LedgerRecord? row, RecordChanged change, string account = "realm") =>
        Merge.Into(row, change, account, "quickbooks", Now, Settle);

    /// <summary>Version 5 of order 1042, wanted by run A, standing in a state.</summary>
    private static LedgerRecord Row(RecordState state)
    {
        var row = Into(null, Order(version: 5, run: RunA)).Row;
        (row.State, row.Attempts, row.Code, row.Message) = (state, 3, state is RecordState.Pending or RecordState.InProgress ? null : "before", "before");
        row.DueAt = state switch
        {
            RecordState.Synced or RecordState.Skipped or RecordState.Conflict or RecordState.NeedsAttention => null,
            RecordState.InProgress => Now.AddMinutes(3),
            _ => Now.AddHours(1),
        };
        if (row.IsSettled) row.LastOutcome = state == RecordState.Synced ? RecordOutcome.Created : state == RecordState.Skipped ? RecordOutcome.Skipped : RecordOutcome.Failed;
        row.ClaimId = state == RecordState.InProgress ? Guid.NewGuid() : null;
        return row;
    }

    [Fact]
    public void A_new_record_is_due_after_the_settle_time()
    {
        var (row, told) = Into(null, Order(version: 5, run: RunA, refunds: "[{}]", history: true, priority: ChangePriority.Requested));
        Assert.Equal((RecordState.Pending, Now + Settle, 0), (row.State, row.DueAt, row.Attempts));
        Assert.Equal(("tenant", "store", "realm", "orders", "1042"), (row.TenantId, row.StoreId, row.Account, row.Entity, row.Key));
        Assert.Equal((Version(5), """{"id":1042,"v":5}""", "[{}]", RunA), (row.Wanted, row.Body, row.Refunds, row.SyncId));
        Assert.Equal((true, false, ChangePriority.Requested, (RecordVersion?)null), (row.History, row.Force, row.Priority, row.Applied));
        Assert.Empty(told);
    }

    [Theory, MemberData(nameof(States))]
    public void An_older_version_changes_nothing_and_its_run_hears_so(RecordState state)
    {
        var row = Row(state);
        var before = (row.Wanted, row.State, row.DueAt, row.Version, row.SyncId, row.Code, row.Body);
        var told = Assert.Single(Into(row, Order(version: 4, run: RunB, force: true)).Told);
        Assert.Equal(before, (row.Wanted, row.State, row.DueAt, row.Version, row.SyncId, row.Code, row.Body));
        Assert.Equal((RunB, RecordOutcome.Skipped, "superseded", 4L, Day.AddMinutes(4)), (told.SyncId, told.Outcome, told.Code, told.Seq, told.Modified));
    }

    [Theory, MemberData(nameof(Still))]
    public void The_same_version_from_the_same_run_is_told_again_and_not_written_again(RecordState state)
    {
        var row = Row(state);
        var told = Assert.Single(Into(row, Order(version: 5, run: RunA)).Told);
        Assert.Equal((state, (DateTimeOffset?)null), (row.State, row.DueAt));
        Assert.Equal((RunA, row.LastOutcome, 5L), (told.SyncId, told.Outcome, told.Seq));
    }

    [Fact]
    public void A_second_run_that_asks_for_what_the_target_holds_hears_that_there_was_nothing_to_write()
    {
        var told = Assert.Single(Into(Row(RecordState.Synced), Order(version: 5, run: RunB)).Told);
        Assert.Equal((RunB, RecordOutcome.Skipped, "unchanged"), (told.SyncId, told.Outcome, told.Code));
    }

    [Theory, InlineData(RecordState.Skipped), InlineData(RecordState.Conflict)]
    public void A_second_run_that_asks_for_a_settled_version_hears_how_it_ended(RecordState state)
    {
        var row = Row(state);
        var told = Assert.Single(Into(row, Order(version: 5, run: RunB)).Told);
        Assert.Equal((RunB, row.LastOutcome), (told.SyncId, told.Outcome));
        Assert.True(row.IsSettled);
    }

    [Fact]
    public void A_second_run_that_asks_for_a_dead_letter_tries_it_again()
    {
        var (row, told) = Into(Row(RecordState.NeedsAttention), Order(version: 5, run: RunB));
        Assert.Equal((RecordState.Pending, 0, RunB, Now + Settle), (row.State, row.Attempts, row.SyncId, row.DueAt));
        Assert.Empty(told);
    }

    [Theory, InlineData(RecordState.Pending), InlineData(RecordState.Retrying), InlineData(RecordState.InDoubt)]
    public void A_waiting_version_that_a_second_run_asks_for_is_that_runs_from_then_on(RecordState state)
    {
        var row = Row(state);
        var due = row.DueAt;
        var told = Assert.Single(Into(row, Order(version: 5, run: RunB)).Told);
        Assert.Equal((RunA, "superseded"), (told.SyncId, told.Code));
        Assert.Equal((RunB, state, due), (row.SyncId, row.State, row.DueAt));
    }

    [Theory, MemberData(nameof(Waiting))]
    public void The_same_version_told_twice_while_it_waits_says_nothing(RecordState state)
    {
        var row = Row(state);
        var version = row.Version;
        Assert.Empty(Into(row, Order(version: 5, run: RunA)).Told);
        Assert.Empty(Into(row, Order(version: 5, run: RunA, force: true)).Told);
        Assert.Equal(version, row.Version);
    }

    [Theory, MemberData(nameof(Still))]
    public void A_newer_version_of_a_settled_record_is_queued_afresh(RecordState state)
    {
        var (row, told) = Into(Row(state), Order(version: 6, run: RunB));
        Assert.Equal((RecordState.Pending, Now + Settle, 0, null, null), (row.State, row.DueAt, row.Attempts, row.Code, row.Message));
        Assert.Equal((Version(6), RunB), (row.Wanted, row.SyncId));
        Assert.Empty(told);
    }

    [Theory, MemberData(nameof(Waiting))]
    public void A_newer_version_takes_the_place_of_one_that_waits_and_the_olders_run_hears_so(RecordState state)
    {
        var (row, told) = Into(Row(state), Order(version: 6, run: RunB));
        Assert.Equal((RecordState.Pending, Version(6), RunB, 0), (row.State, row.Wanted, row.SyncId, row.Attempts));
        var superseded = Assert.Single(told);
        Assert.Equal((RunA, 5L, "superseded", RecordOutcome.Skipped), (superseded.SyncId, superseded.Seq, superseded.Code, superseded.Outcome));
    }

    [Fact]
    public void What_is_in_work_stays_in_work_and_the_newer_version_waits()
    {
        var row = Row(RecordState.InProgress);
        var (claim, due, version) = (row.ClaimId, row.DueAt, row.Version);
        Assert.Empty(Into(row, Order(version: 6, run: RunB)).Told); // its worker tells
        Assert.Equal((RecordState.InProgress, claim, due, Version(6), version + 1), (row.State, row.ClaimId, row.DueAt, row.Wanted, row.Version));
    }

    [Fact]
    public void Of_three_versions_that_come_while_a_first_is_in_work_all_but_the_last_are_told()
    {
        var row = Row(RecordState.InProgress);
        Assert.Empty(Into(row, Order(version: 6, run: RunB)).Told);
        Assert.Equal(RunB, Assert.Single(Into(row, Order(version: 7, run: RunC)).Told).SyncId);
        Assert.Equal(RunC, Assert.Single(Into(row, Order(version: 8)).Told).SyncId);
    }

    [Fact]
    public void Of_several_runs_that_ask_for_what_is_in_work_every_one_is_told()
    {
        var row = Row(RecordState.InProgress);
        Assert.Empty(Into(row, Order(version: 5, run: RunB)).Told);
        Assert.Equal(RunB, Assert.Single(Into(row, Order(version: 5, run: RunC)).Told).SyncId);
        Assert.Equal(RunC, row.SyncId);
    }

    [Fact]
    public void What_is_in_doubt_stays_in_doubt_until_it_is_settled()
    {
        var row = Row(RecordState.InDoubt);
        var due = row.DueAt;
        var told = Assert.Single(Into(row, Order(version: 6, run: RunB)).Told);
        Assert.Equal((RunA, "superseded"), (told.SyncId, told.Code));
        Assert.Equal((RecordState.InDoubt, due, Version(6)), (row.State, row.DueAt, row.Wanted));
    }

    [Fact]
    public void A_burst_of_edits_keeps_the_first_due_time()
    {
        var row = Into(null, Order(version: 1)).Row;
        for (var version = 2; version < 10; version++) Merge.Into(row, Order(version: version), "realm", "quickbooks", Now.AddSeconds(4 * version), Settle);
        Assert.Equal((Now + Settle, Version(9)), (row.DueAt, row.Wanted));
    }

    [Theory, MemberData(nameof(Still))]
    public void Force_writes_the_same_version_again(RecordState state)
    {
        var (row, told) = Into(Row(state), Order(version: 5, run: RunB, force: true));
        Assert.Equal((RecordState.Pending, true, RunB), (row.State, row.Force, row.SyncId));
        Assert.Empty(told);
    }

    [Fact]
    public void Force_repeated_by_the_bus_does_not_write_a_third_time()
    {
        var row = Into(Row(RecordState.Synced), Order(version: 5, run: RunB, force: true)).Row;
        (row.State, row.DueAt, row.LastOutcome) = (RecordState.Synced, null, RecordOutcome.Updated);
        Assert.Equal(RunB, Assert.Single(Into(row, Order(version: 5, run: RunB, force: true)).Told).SyncId);
        Assert.Equal(RecordState.Synced, row.State);
    }

    [Fact]
    public void A_history_import_takes_what_was_skipped_as_too_old()
    {
        var (row, told) = Into(Row(RecordState.Skipped), Order(version: 5, run: RunB, history: true, priority: ChangePriority.History));
        Assert.Equal((RecordState.Pending, true, RunB, ChangePriority.History), (row.State, row.History, row.SyncId, row.Priority));
        Assert.Empty(told);
        (row.State, row.DueAt) = (RecordState.Synced, null);
        Assert.Single(Into(row, Order(version: 5, run: RunB, history: true)).Told); // a repeat is only told again
        Assert.Equal(RecordState.Synced, row.State);
    }

    [Fact]
    public void Force_and_history_asked_for_a_version_that_waits_hold_for_the_newer_one_that_replaces_it()
    {
        var row = Into(null, Order(version: 5, force: true, history: true)).Row;
        Into(row, Order(version: 6));
        Assert.Equal((true, true, Version(6)), (row.Force, row.History, row.Wanted));
    }

    [Fact]
    public void A_live_record_does_not_lose_its_place_to_history()
    {
        var row = Into(null, Order(version: 5)).Row;
        Into(row, Order(version: 6, priority: ChangePriority.History));
        Assert.Equal(ChangePriority.Live, row.Priority);
    }

    [Fact]
    public void A_record_that_waits_in_history_comes_forward_when_a_person_asks_for_it()
    {
        var row = Into(null, Order(version: 5, priority: ChangePriority.History)).Row;
        Into(row, Order(version: 5, priority: ChangePriority.Requested));
        Assert.Equal(ChangePriority.Requested, row.Priority);
    }

    [Fact]
    public void Without_a_connection_every_version_is_skipped_with_the_reason()
    {
        var (row, told) = Into(null, Order(version: 1, run: RunA), account: "");
        Assert.Equal((RecordState.Skipped, "not_connected", (DateTimeOffset?)null), (row.State, row.Code, row.DueAt));
        Assert.Equal((RunA, "not_connected"), (Assert.Single(told).SyncId, told[0].Code));

        (row, told) = Into(row, Order(version: 2, run: RunB), account: "");
        Assert.Equal((RecordState.Skipped, "not_connected", (DateTimeOffset?)null, Version(2)), (row.State, row.Code, row.DueAt, row.Wanted));
        Assert.Equal((RunB, 2L, RecordOutcome.Skipped), (Assert.Single(told).SyncId, told[0].Seq, told[0].Outcome));
    }

    [Fact]
    public void A_version_without_a_date_is_older_than_any_with_one()
    {
        var row = Into(null, Order(version: 1)).Row;
        var undated = Order(version: 9) with { Modified = null };
        Assert.Equal("superseded", Assert.Single(Into(row, undated).Told).Code);
    }
}
