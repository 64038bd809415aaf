using System.Globalization;

namespace QboSync.Drifting;

/// <summary>QuickBooks counts the versions of an entity in its SyncToken.</summary>
public static class SyncTokens
{
    /// <summary>What stands there is no newer than what we know: our own write returned it, or an earlier look saw it.</summary>
    public static bool IsKnown(string? standing, string? known) => Number(standing) <= Number(known);

    private static long Number(string? token) => long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
