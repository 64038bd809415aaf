using Credentials.Storing;

namespace Credentials.Expiring;

/// <summary>How a connection stands at one moment, from what is stored of it and the clock.</summary>
internal static class ConnectionLife
{
    /// <summary>Its state as it is shown: one that is connected and near its end is expiring.</summary>
    public static ConnectionState StateOf(TokenState? state, DateTimeOffset now, IReadOnlyList<int> warnDays) => state?.State switch
    {
        null => ConnectionState.NotConnected,
        ConnectionState.Connected when Endings(state, now, warnDays).Any() => ConnectionState.Expiring,
        var stored => stored.Value,
    };

    /// <summary>What of a connected company ends soon, or has ended.</summary>
    /// <param name="state">As it is stored.</param>
    /// <param name="now">Now.</param>
    /// <param name="warnDays">Days before the end at which people are warned.</param>
    public static IEnumerable<Ending> Endings(TokenState state, DateTimeOffset now, IReadOnlyList<int> warnDays)
    {
        if (state.State != ConnectionState.Connected) yield break;
        if (Of(AlertKind.ConsentEnding, state.ConsentEndsAt) is { } consent) yield return consent;
        // Where the consent ends, the refresh token ends with it: that is one matter, not two.
        else if (Of(AlertKind.RefreshTokenEnding, state.RefreshTokenExpiresAt) is { } refresh) yield return refresh;

        Ending? Of(AlertKind kind, DateTimeOffset? end)
        {
            if (end is not { } at) return null;
            var reached = warnDays.Where(days => at - now <= TimeSpan.FromDays(days)).ToList();
            return reached.Count == 0 ? null : new(kind, at, reached.Min());
        }
    }

    /// <summary>It was not refreshed for so long, or so little is known of its end, that it is refreshed without being needed.</summary>
    public static bool IsIdle(TokenState state, DateTimeOffset now, TimeSpan idle)
    {
        if (state.State != ConnectionState.Connected) return false;
        if (state.RefreshTokenExpiresAt is not { } end) return true; // entered by hand: its age is not known, the answer tells
        var last = state.RefreshedAt ?? state.ConsentedAt ?? DateTimeOffset.MinValue;
        // Half of what was left at the last refresh, where Intuit gave less than usual.
        return now - last >= idle || now - last >= (end - last) / 2;
    }
}
