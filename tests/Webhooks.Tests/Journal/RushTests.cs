using Webhooks.Journal;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Journal;

/// <summary>Promise: what is received goes before what is done with it, and what is done with it never stands still.</summary>
public sealed class RushTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_goes_on_at_once_where_few_deliveries_came_together()
    {
        var rush = new Rush(new MovableClock());
        rush.Note(Rush.Many - 1);
        Assert.False(rush.IsOn);
        Assert.True(await rush.PassedAsync(Cancel));
    }

    [Fact]
    public async Task A_rush_is_let_pass()
    {
        var clock = new MovableClock();
        var rush = new Rush(clock);
        rush.Note(Rush.Many);
        Assert.True(rush.IsOn);
        var passing = rush.PassedAsync(Cancel);
        clock.Forward(TimeSpan.FromMilliseconds(100));
        Assert.True(await passing);
        Assert.False(rush.IsOn);
    }

    [Fact]
    public async Task A_rush_that_does_not_end_holds_work_up_for_a_quarter_of_a_second_only()
    {
        var rush = new Rush(TimeProvider.System);
        using var ended = new CancellationTokenSource();
        var rushing = Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                rush.Note(Rush.Many);
                await Task.Yield();
            }
        }, Cancel);
        rush.Note(Rush.Many);
        var started = TimeProvider.System.GetTimestamp();
        Assert.False(await rush.PassedAsync(Cancel));
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= Rush.LongestWait);
        await ended.CancelAsync();
        await rushing;
    }
}
