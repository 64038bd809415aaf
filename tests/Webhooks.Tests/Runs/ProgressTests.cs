using Webhooks.Runs;

namespace Webhooks.Tests.Runs;

public class ProgressTests
{
    private static readonly DateTimeOffset Noon = Driving.Bodies.Noon;

    public static TheoryData<int, int, int, bool, bool, decimal, long?> Rates => new()
    {
        // minutes since the start, settled, of them lately; reading, ended; a second, seconds left of 1200
        { 2, 240, 240, false, false, 2m, 480 }, // younger than the window: since the start
        { 60, 900, 60, false, false, 0.2m, 1500 }, // the last five minutes
        { 60, 900, 0, false, false, 0.25m, 1200 }, // nothing of late: since the start
        { 60, 900, 60, true, false, 0.2m, null }, // more may follow
        { 10, 1200, 300, false, true, 2m, null }, // over
        { 0, 0, 0, false, false, 0m, null },
    };

    [Theory, MemberData(nameof(Rates))]
    public void The_rate_is_that_of_the_last_minutes_and_tells_the_remaining_time(int minutes, int settled, int lately, bool reading, bool ended, decimal rate, long? left)
    {
        var run = new Run { StartedAt = Noon.AddMinutes(-minutes), Expected = reading ? null : 1200, Reading = reading, EndedAt = ended ? Noon : null };
        var progress = RunPages.Progress(run, announced: 1200, settled, lately, Noon);
        Assert.Equal((1200, settled, reading, rate, left), (progress.Expected, progress.Settled, progress.Reading, progress.PerSecond, progress.SecondsLeft));
    }
}
