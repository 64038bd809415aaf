using Webhooks.Journal;
using Webhooks.Sweeping;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Sweeping;

/// <summary>When sweeps are due, and what a comparison of ids makes of what it finds.</summary>
public class SweepRuleTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData("2026-11-22T07:59:59Z", "2026-11-22T08:00:00Z")] // 03:00 in winter
    [InlineData("2026-11-22T08:00:00Z", "2026-11-23T08:00:00Z")]
    [InlineData("2026-07-01T00:00:00Z", "2026-07-01T07:00:00Z")] // 03:00 in summer
    public void The_nightly_sweep_keeps_the_shops_own_clock(string now, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, null), SweepTimes.NextNight(new TimeOnly(3, 0), DateTimeOffset.Parse(now, null), NewYork));

    [Fact]
    public void An_hour_that_spring_leaves_out_is_made_up_for() =>
        Assert.Equal(DateTimeOffset.Parse("2026-03-08T07:00:00Z", null), SweepTimes.NextNight(new TimeOnly(2, 30), DateTimeOffset.Parse("2026-03-08T06:00:00Z", null), NewYork));

    [Theory]
    [InlineData("modified", "orders", 5)]
    [InlineData("modified", "customers", 60)]
    [InlineData("trash", "products", 60)]
    [InlineData("refunds", "orders", 60)]
    [InlineData("ids", "orders", 1440)]
    public void Sweeps_are_as_far_apart_as_the_settings_say(string kind, string entity, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), SweepTimes.Every(new SweepOptions(), kind, entity));

    [Fact]
    public void Zero_and_empty_switch_one_off_and_Enabled_all()
    {
        Assert.Null(SweepTimes.Every(new SweepOptions { ModifiedMinutes = 0 }, "modified", "orders"));
        Assert.NotNull(SweepTimes.Every(new SweepOptions { ModifiedMinutes = 0 }, "modified", "customers"));
        Assert.Null(SweepTimes.Every(new SweepOptions { NightlyAt = "" }, "ids", "orders"));
        Assert.Null(SweepTimes.Every(new SweepOptions { NightlyAt = "0" }, "ids", "orders"));
        Assert.Null(SweepTimes.Every(new SweepOptions { Enabled = false }, "trash", "orders"));
    }

    [Fact]
    public void Failed_tries_are_put_off_longer_and_longer_but_not_beyond_the_interval()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), SweepTimes.PutOff(1, TimeSpan.FromDays(1)));
        Assert.Equal(TimeSpan.FromMinutes(8), SweepTimes.PutOff(4, TimeSpan.FromDays(1)));
        Assert.Equal(TimeSpan.FromMinutes(60), SweepTimes.PutOff(99, TimeSpan.FromDays(1)));
        Assert.Equal(TimeSpan.FromMinutes(5), SweepTimes.PutOff(9, TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void What_is_lost_changed_and_missing_is_told_apart()
    {
        var known = new Dictionary<long, Known>
        {
            [1] = new(Bodies.Noon, Deleted: false, Published: true, Refunds: null),       // as it is
            [2] = new(Bodies.Noon, Deleted: false, Published: true, Refunds: null),       // newer in the shop
            [3] = new(Bodies.Noon, Deleted: true, Published: true, Refunds: null),        // back
            [4] = new(Bodies.Noon, Deleted: false, Published: true, Refunds: "7"),        // a refund less
            [5] = new(Bodies.Noon, Deleted: false, Published: true, Refunds: null),       // not in the list
            [6] = new(Bodies.Noon, Deleted: true, Published: true, Refunds: null),        // gone, as is known
            [7] = new(null, Deleted: true, Published: false, Refunds: null),              // never was one of ours, and is one now
        };
        var listed = new Dictionary<long, Listed>
        {
            [1] = new(Bodies.Noon, true), [2] = new(Bodies.Noon.AddSeconds(1), true), [3] = new(Bodies.Noon, true), [4] = new(Bodies.Noon, true),
            [7] = new(Bodies.Noon, true), [8] = new(Bodies.Noon, true), [9] = new(Bodies.Noon, Wanted: false),
        };
        var difference = IdDifference.Of(known, listed, known);
        Assert.Equal([7, 8], difference.Lost);
        Assert.Equal([2, 3, 4], difference.Changed);
        Assert.Equal([5], difference.Missing);
        Assert.Equal(4, difference.Standing);
    }

    [Fact]
    public void What_came_in_while_the_list_was_read_is_neither_lost_nor_missing()
    {
        var record = new Known(Bodies.Noon, Deleted: false, Published: true, Refunds: null);
        var difference = IdDifference.Of(
            before: new Dictionary<long, Known>(),
            listed: new Dictionary<long, Listed> { [1] = new(Bodies.Noon, true) },
            after: new Dictionary<long, Known> { [1] = record, [2] = record });
        Assert.Empty(difference.Lost);
        Assert.Empty(difference.Missing);
    }

    [Theory]
    [InlineData(5, 10)]
    [InlineData(1000, 10)]
    [InlineData(20_000, 200)]
    public void Ten_or_one_in_a_hundred_may_be_gone(int standing, int believed) => Assert.Equal(believed, IdDifference.Believed(standing));

    [Fact]
    public void A_mark_of_refunds_is_the_same_whatever_their_order_and_stays_short()
    {
        Assert.Null(RefundMark.Of([]));
        Assert.Null(RefundMark.Of("[]"));
        Assert.Equal("7,8", RefundMark.Of("""[{"id":8,"amount":"1.00"},{"id":7}]"""));
        var many = Enumerable.Range(1, 500).Select(id => (long)id * 1000).ToList();
        Assert.Equal(RefundMark.Of(many), RefundMark.Of(Enumerable.Reverse(many)));
        Assert.NotEqual(RefundMark.Of(many), RefundMark.Of(many.Skip(1)));
        Assert.True(RefundMark.Of(many)!.Length <= RefundMark.Longest);
    }
}
