namespace Syncing.Dispatching;

/// <summary>Due times of many records that become due at once: so many a minute, in handfuls ten seconds apart.</summary>
public static class Spreading
{
    /// <summary>So many records are due together.</summary>
    /// <param name="perMinute">The rate, at least 1.</param>
    public static int Together(int perMinute) => Math.Max(1, perMinute / 6);

    /// <summary>How long after the first the record at a place in the row is due.</summary>
    /// <param name="index">The place, from 0.</param>
    /// <param name="perMinute">The rate, at least 1.</param>
    public static TimeSpan DueAfter(int index, int perMinute) => TimeSpan.FromMinutes(1) * (index / Together(perMinute) * Together(perMinute)) / perMinute;
}
