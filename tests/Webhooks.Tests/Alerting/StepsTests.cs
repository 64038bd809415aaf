using Webhooks.Alerting.Watching;

namespace Webhooks.Tests.Alerting;

public class StepsTests
{
    [Theory]
    [InlineData(9, null, null)]
    [InlineData(10, null, "10")]
    [InlineData(19, "10", "10")]
    [InlineData(20, "10", "20")]
    [InlineData(95, "20", "80")]
    [InlineData(15, "80", "80")] // fewer, and not told anew when they are more again
    [InlineData(6, "10", "10")]
    [InlineData(5, "10", null)]
    [InlineData(0, "10", null)]
    public void Failures_are_told_each_time_they_have_doubled_and_are_over_once_halved(int count, string? open, string? step) => Assert.Equal(step, Steps.OfFailures(count, 10, open));

    [Theory]
    [InlineData(29, null, null)]
    [InlineData(30, null, "30")]
    [InlineData(59, "30", "30")]
    [InlineData(60, "30", "60")]
    [InlineData(359, "60", "60")]
    [InlineData(400, "60", "360")]
    [InlineData(2000, null, "1440")]
    [InlineData(40, "360", "360")]
    [InlineData(10, "360", null)]
    public void An_age_is_told_at_the_threshold_an_hour_six_hours_and_a_day(int minutes, string? open, string? step) =>
        Assert.Equal(step, Steps.OfAge(TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(30), open));

    [Fact]
    public void A_threshold_above_a_step_is_the_first_step() => Assert.Equal("120", Steps.OfAge(TimeSpan.FromMinutes(130), TimeSpan.FromMinutes(120), null));
}
