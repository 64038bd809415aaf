using System.Globalization;

namespace QboSync.Metering;

/// <summary>How much of a month's budget of reads is used. Intuit counts the reads of an app over all its companies, by calendar month.</summary>
public sealed record Usage
{
    private const int WarnAtPercent = 80;

    /// <summary><c>yyyy-MM</c>, UTC.</summary>
    public required string Month { get; init; }

    /// <summary>Reads, queries and change captures so far.</summary>
    public required long MeteredReads { get; init; }

    /// <summary>Writes and batches so far; they are free.</summary>
    public required long Writes { get; init; }

    /// <summary>Setting <c>QuickBooks:MonthlyReads</c>; 0 for none.</summary>
    public required long Budget { get; init; }

    /// <summary>Part of the budget that is used; null without one.</summary>
    public required decimal? UsedPercent { get; init; }

    /// <summary>Metered reads by the end of the month at this pace.</summary>
    public required long Forecast { get; init; }

    /// <summary>What reads only to be sure is left out: 80 % are used, or the forecast is over the budget.</summary>
    public required bool Tight { get; init; }

    /// <summary>In words.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>By company and kind.</summary>
    public required IReadOnlyList<CompanyUsage> Companies { get; init; }

    /// <summary>Metered reads by day.</summary>
    public required IReadOnlyDictionary<string, long> Days { get; init; }

    /// <summary>Sums a month up. The first day's pace says little, so the forecast begins with a whole day.</summary>
    public static Usage Of(IReadOnlyList<CallCount> counts, DateTimeOffset now, long budget)
    {
        var begin = new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var elapsed = Math.Max(1, (now - begin).TotalDays);
        var days = DateTime.DaysInMonth(begin.Year, begin.Month);
        var metered = counts.Where(count => count.Kind.IsMetered()).ToList();
        var used = metered.Sum(count => count.Count);
        var forecast = Math.Max(used, (long)Math.Round(used / elapsed * days));
        List<string> warnings = [];
        if (budget > 0 && used >= budget)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The month's {budget:N0} metered reads (QuickBooks:MonthlyReads) are used. Booking goes on; Intuit may block the app or bill more. Only reads that booking needs are made until the month ends."));
        else if (budget > 0 && used * 100 >= budget * WarnAtPercent)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{used:N0} of the month's {budget:N0} metered reads (QuickBooks:MonthlyReads) are used. Only reads that booking needs are made until the month ends."));
        if (budget > 0 && used < budget && forecast > budget)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"At this pace it will be {forecast:N0} metered reads by the end of the month, and {budget:N0} are allowed (QuickBooks:MonthlyReads). Only reads that booking needs are made while that is so."));
        return new Usage
        {
            Month = begin.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            MeteredReads = used,
            Writes = counts.Where(count => !count.Kind.IsMetered()).Sum(count => count.Count),
            Budget = budget,
            UsedPercent = budget > 0 ? Math.Round(used * 100m / budget, 1) : null,
            Forecast = forecast,
            Tight = warnings.Count > 0,
            Warnings = warnings,
            Companies = [.. counts.GroupBy(count => count.Account).OrderBy(company => company.Key, StringComparer.Ordinal).Select(CompanyUsage.Of)],
            Days = metered.GroupBy(count => count.Day).OrderBy(day => day.Key, StringComparer.Ordinal).ToDictionary(day => day.Key, day => day.Sum(count => count.Count)),
        };
    }
}
