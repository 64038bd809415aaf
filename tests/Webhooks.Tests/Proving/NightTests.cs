using Webhooks.Proving;

namespace Webhooks.Tests.Proving;

/// <summary>The hour of the nightly proof, in the shop's own time.</summary>
public sealed class NightTests
{
    [Theory]
    [InlineData("2026-11-22T04:29:59", "04:30", null)]
    [InlineData("2026-11-22T04:30:00", "04:30", "2026-11-22")]
    [InlineData("2026-11-22T06:29:00", "04:30", "2026-11-22")]
    [InlineData("2026-11-22T06:30:00", "04:30", null)] // a service that starts at noon waits for the next night
    [InlineData("2026-11-22T00:10:00", "23:30", "2026-11-21")]
    public void Is_due_for_two_hours(string local, string at, string? night) =>
        Assert.Equal(night, Nightly.DueNight(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture))?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
