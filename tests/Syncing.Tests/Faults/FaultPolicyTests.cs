using Syncing.Faults;
using Syncing.Ledger;
using Syncing.Working;

namespace Syncing.Tests.Faults;

public class FaultPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan DoubtWait = TimeSpan.FromSeconds(130);

    private static FaultPolicy.Decision Decide(FaultKind kind, int attempts = 1, double jitter = 0, TimeSpan? retryAfter = null) =>
        FaultPolicy.Decide(new Fault(kind, "code", "message", retryAfter), attempts, Now, DoubtWait, jitter);

    public static TheoryData<FaultKind, RecordState, int?, int?, bool> Table => new()
    {
        // kind, state, due in s, pause in s, counts
        { FaultKind.Transient, RecordState.Retrying, 5, null, true },
        { FaultKind.Throttled, RecordState.Retrying, 60, 60, false },
        { FaultKind.Unauthorised, RecordState.Retrying, 300, 300, false },
        { FaultKind.Misconfigured, RecordState.Retrying, 300, 300, false },
        { FaultKind.Invalid, RecordState.NeedsAttention, null, null, true },
        { FaultKind.ClosedPeriod, RecordState.NeedsAttention, null, null, true },
        { FaultKind.DuplicateName, RecordState.NeedsAttention, null, null, true },
        { FaultKind.MappingMissing, RecordState.NeedsAttention, null, null, true },
        { FaultKind.Conflict, RecordState.Conflict, null, null, true },
        { FaultKind.UnknownOutcome, RecordState.InDoubt, 130, null, true },
    };

    [Theory, MemberData(nameof(Table))]
    public void Each_kind_of_fault_has_one_consequence(FaultKind kind, RecordState state, int? due, int? pause, bool counts)
    {
        var decision = Decide(kind);
        Assert.Equal((state, Seconds(due), Seconds(pause), counts), (decision.State, decision.DueAt, decision.PauseUntil, decision.CountsAsAttempt));
        static DateTimeOffset? Seconds(int? after) => after is { } seconds ? Now.AddSeconds(seconds) : null;
    }

    [Fact]
    public void The_table_leaves_no_kind_out() =>
        Assert.Equal(Enum.GetValues<FaultKind>(), Table.Select(row => row.Data.Item1).Order());

    [Fact]
    public void The_wait_doubles_from_5_seconds_to_4_hours()
    {
        var waits = Enumerable.Range(1, FaultPolicy.MostAttempts - 1).Select(attempts => (Decide(FaultKind.Transient, attempts).DueAt - Now)!.Value).ToList();
        Assert.Equal([5, 10, 20, 40, 80], waits.Take(5).Select(wait => wait.TotalSeconds));
        Assert.Equal(TimeSpan.FromHours(4), waits.Max());
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits.Aggregate((sum, wait) => sum + wait).TotalDays, 2, 3);
    }

    [Theory, InlineData(1), InlineData(7), InlineData(24)]
    public void What_failed_together_does_not_come_back_together(int attempts)
    {
        var (earliest, latest) = (Decide(FaultKind.Transient, attempts).DueAt - Now, Decide(FaultKind.Transient, attempts, jitter: 1).DueAt - Now);
        Assert.Equal(earliest * 1.25, latest);
    }

    [Fact]
    public void After_the_most_attempts_a_record_is_a_dead_letter()
    {
        Assert.Equal(RecordState.Retrying, Decide(FaultKind.Transient, FaultPolicy.MostAttempts - 1).State);
        Assert.Equal((RecordState.NeedsAttention, null), Decide(FaultKind.Transient, FaultPolicy.MostAttempts) is var last ? (last.State, last.DueAt) : default);
    }

    [Theory, InlineData(FaultKind.Throttled), InlineData(FaultKind.Unauthorised), InlineData(FaultKind.Misconfigured), InlineData(FaultKind.UnknownOutcome)]
    public void What_is_not_the_records_doing_never_makes_it_a_dead_letter(FaultKind kind) =>
        Assert.NotNull(Decide(kind, attempts: 1000).DueAt);

    [Theory, InlineData(FaultKind.Transient), InlineData(FaultKind.Throttled), InlineData(FaultKind.Unauthorised), InlineData(FaultKind.Misconfigured), InlineData(FaultKind.UnknownOutcome)]
    public void A_longer_wait_that_the_other_side_asks_for_is_kept(FaultKind kind) =>
        Assert.Equal(Now.AddHours(1), Decide(kind, retryAfter: TimeSpan.FromHours(1)).DueAt);

    [Fact]
    public void A_shorter_wait_that_the_other_side_asks_for_does_not_shorten_ours()
    {
        Assert.Equal(Now.AddSeconds(5), Decide(FaultKind.Transient, retryAfter: TimeSpan.FromSeconds(1)).DueAt);
        Assert.Equal(Now.AddSeconds(60), Decide(FaultKind.Throttled, retryAfter: TimeSpan.FromSeconds(1)).PauseUntil);
    }

    [Fact]
    public void The_account_pauses_as_long_as_the_throttle_asks() =>
        Assert.Equal(Now.AddMinutes(5), Decide(FaultKind.Throttled, retryAfter: TimeSpan.FromMinutes(5)).PauseUntil);
}
