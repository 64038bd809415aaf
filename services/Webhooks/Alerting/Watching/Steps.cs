using System.Globalization;

namespace Webhooks.Alerting.Watching;

/// <summary>
/// How bad something is, in steps that only rise while the alert is open: each is told once, however the number moves about. Null where it is no
/// alert, or none any more.
/// </summary>
public static class Steps
{
    private static readonly int[] Minutes = [60, 360, 1440];

    /// <summary>Failing records: told from <paramref name="from"/> on, and each time the number has doubled; over once it has halved.</summary>
    /// <param name="count">How many fail now.</param>
    /// <param name="from">From how many on it is an alert.</param>
    /// <param name="open">The step of the open alert; null where none is open.</param>
    public static string? OfFailures(int count, int from, string? open)
    {
        if (count < from && (open is null || count <= from / 2)) return null;
        long step = from;
        while (step * 2 <= count) step *= 2;
        return Highest(step, open);
    }

    /// <summary>An age: told once it is over <paramref name="threshold"/>, over an hour, six hours, a day; over once nothing is older than the threshold.</summary>
    /// <param name="age">How long the oldest has waited.</param>
    /// <param name="threshold">From when on it is an alert.</param>
    /// <param name="open">The step of the open alert, in minutes; null where none is open.</param>
    public static string? OfAge(TimeSpan age, TimeSpan threshold, string? open)
    {
        if (age < threshold) return null;
        var first = (long)threshold.TotalMinutes;
        return Highest(Minutes.Where(step => step > first && age.TotalMinutes >= step).Select(step => (long)step).Append(first).Max(), open);
    }

    private static string Highest(long step, string? open) =>
        Math.Max(step, long.TryParse(open, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0).ToString(CultureInfo.InvariantCulture);
}
