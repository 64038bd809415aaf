using Credentials.Expiring;
using Credentials.Storing;

namespace Credentials.Tests.Expiring;

public class ConnectionLifeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly int[] Days = [14, 3];

    private static TokenState Connected(double? refreshDays = 90, double? consentDays = 1000, double lastDays = 0) => new()
    {
        CredentialId = "books", State = ConnectionState.Connected, RefreshedAt = Now.AddDays(-lastDays),
        RefreshTokenExpiresAt = refreshDays is { } r ? Now.AddDays(r) : null, ConsentEndsAt = consentDays is { } c ? Now.AddDays(c) : null,
    };

    [Theory]
    [InlineData(90, 1000, null, null)]
    [InlineData(90, 14.01, null, null)]
    [InlineData(90, 14, AlertKind.ConsentEnding, 14)]
    [InlineData(90, 3.5, AlertKind.ConsentEnding, 14)]
    [InlineData(90, 3, AlertKind.ConsentEnding, 3)]
    [InlineData(90, -1, AlertKind.ConsentEnding, 3)]
    [InlineData(13, 1000, AlertKind.RefreshTokenEnding, 14)]
    [InlineData(2, 1000, AlertKind.RefreshTokenEnding, 3)]
    [InlineData(2, 2, AlertKind.ConsentEnding, 3)]
    internal void The_end_that_is_near_is_named_with_the_last_warning_that_was_reached(double refresh, double consent, object? kind, int? days)
    {
        var state = Connected(refresh, consent);
        var ending = ConnectionLife.Endings(state, Now, Days).SingleOrDefault();
        Assert.Equal((kind as AlertKind?, days), (ending?.Kind, ending?.Days));
        Assert.Equal(kind is null ? ConnectionState.Connected : ConnectionState.Expiring, ConnectionLife.StateOf(state, Now, Days));
    }

    [Fact]
    public void What_is_not_known_does_not_end() => Assert.Empty(ConnectionLife.Endings(Connected(null, null), Now, Days));

    [Theory]
    [InlineData(ConnectionState.Reconnect)]
    [InlineData(ConnectionState.NotConnected)]
    internal void What_is_not_connected_does_not_expire(ConnectionState stored)
    {
        var state = Connected(1, 1);
        state.State = stored;
        Assert.Equal(stored, ConnectionLife.StateOf(state, Now, Days));
        Assert.False(ConnectionLife.IsIdle(state, Now, TimeSpan.FromDays(30)));
    }

    [Theory]
    [InlineData(29.9, 71, false)]
    [InlineData(30, 71, true)]
    [InlineData(3, 4, false)] // 7 days given, 4 left
    [InlineData(4, 3, true)] // 7 days given, less than half left
    public void A_connection_is_refreshed_after_its_idle_days_or_at_half_of_a_shorter_life(double idleDays, double daysLeft, bool due) =>
        Assert.Equal(due, ConnectionLife.IsIdle(Connected(daysLeft, lastDays: idleDays), Now, TimeSpan.FromDays(30)));

    [Fact]
    public void An_entered_token_of_unknown_age_is_refreshed_soon() => Assert.True(ConnectionLife.IsIdle(Connected(null), Now, TimeSpan.FromDays(30)));

    [Theory]
    [InlineData("14,3", new[] { 14, 3 })]
    [InlineData(" 3, 14 ,3", new[] { 14, 3 })]
    [InlineData("", null)]
    [InlineData("0", null)]
    [InlineData("14;3", null)]
    public void Warning_days_are_read(string setting, int[]? days) => Assert.Equal(days, new ExpiryOptions { ExpiryAlertDays = setting }.Days());

    [Fact]
    public void Settings_that_would_lose_a_connection_are_refused_by_name()
    {
        var result = new ExpiryOptionsCheck().Validate(null, new() { ExpiryAlertDays = "x", IdleRefreshDays = 100, ConnectionWatchMinutes = 0 });
        Assert.Equal(["ExpiryAlertDays", "IdleRefreshDays", "ConnectionWatchMinutes"], result.Failures!.Select(failure => failure.Split(' ')[1].Split(':')[1]));
    }
}
