using Contracts;
using Syncing.Ledger;
using Syncing.TakingIn;
using Syncing.Tests.Driving;
using static Syncing.Tests.Driving.Change;

namespace Syncing.Tests.TakingIn;

/// <summary>What a cancelled run still brings rests in the ledger, and disturbs nobody who is not cancelled.</summary>
public class CancelledMergeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static Merge.Result Into(LedgerRecord? row, RecordChanged change, bool cancelled = true) => Merge.Into(row, change, "realm", "quickbooks", Now, TimeSpan.Zero, cancelled);

    private static OrderChanged Asked(int version, Guid run, bool force = false) => Order(version: version, run: run, force: force, priority: ChangePriority.Requested);

    [Fact]
    public void A_new_record_rests_as_cancelled_and_its_run_hears_so()
    {
        var (row, told) = Into(null, Asked(5, RunA));
        Assert.Equal((RecordState.Skipped, "cancelled", (DateTimeOffset?)null, Version(5)), (row.State, row.Code, row.DueAt, row.Wanted));
        Assert.Equal((RunA, RecordOutcome.Skipped, "cancelled"), (Assert.Single(told).SyncId, told[0].Outcome, told[0].Code));
        Assert.Equal("cancelled", Assert.Single(Into(row, Asked(5, RunA)).Told).Code); // told again where the acknowledgement was lost
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Whoever_asks_for_it_later_has_it_worked_also_at_the_same_version(bool newer)
    {
        var row = Into(null, Asked(5, RunA)).Row;
        var (after, told) = Into(row, Order(version: newer ? 6 : 5, run: RunB), cancelled: false);
        Assert.Equal((RecordState.Pending, Now, RunB, null), (after.State, after.DueAt, after.SyncId, after.Code));
        Assert.Empty(told);
    }

    [Fact]
    public void A_newer_version_for_a_record_that_stands_still_rests_and_is_remembered()
    {
        var row = Into(null, Order(version: 4), cancelled: false).Row;
        (row.State, row.DueAt, row.LastOutcome, row.AppliedModified, row.AppliedSeq) = (RecordState.Synced, null, RecordOutcome.Created, row.WantedModified, row.WantedSeq);
        var told = Assert.Single(Into(row, Asked(5, RunA)).Told);
        Assert.Equal((RecordState.Skipped, Version(5), Version(4), "cancelled"), (row.State, row.Wanted, row.Applied, told.Code));
    }

    [Theory]
    [InlineData(RecordState.Pending), InlineData(RecordState.Retrying), InlineData(RecordState.InProgress), InlineData(RecordState.InDoubt)]
    public void What_another_run_waits_for_goes_on_with_the_newer_version(RecordState state)
    {
        var row = Into(null, Order(version: 4, run: RunB), cancelled: false).Row;
        row.State = state;
        Into(row, Asked(5, RunA));
        Assert.NotEqual(RecordState.Skipped, row.State);
        Assert.Equal(Version(5), row.Wanted);
        Assert.NotNull(row.DueAt);
    }

    [Fact]
    public void What_the_target_holds_stays_as_it_is_also_where_the_cancelled_run_insists()
    {
        var row = Into(null, Order(version: 5, run: RunB), cancelled: false).Row;
        (row.State, row.DueAt, row.LastOutcome) = (RecordState.Synced, null, RecordOutcome.Created);
        var told = Assert.Single(Into(row, Asked(5, RunA, force: true)).Told);
        Assert.Equal((RecordState.Synced, RunB, RunA, RecordOutcome.Skipped, "cancelled"), (row.State, row.SyncId, told.SyncId, told.Outcome, told.Code));
    }

    [Fact]
    public void What_happened_in_the_shop_cannot_be_cancelled() =>
        Assert.Equal(RecordState.Pending, Into(null, Order(version: 5, run: RunA, priority: ChangePriority.Live)).Row.State);
}
