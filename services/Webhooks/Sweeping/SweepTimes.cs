using Contracts;

namespace Webhooks.Sweeping;

/// <summary>When sweeps are due.</summary>
public static class SweepTimes
{
    /// <summary>How far apart they are; null where it is switched off.</summary>
    public static TimeSpan? Every(SweepOptions options, string kind, string entity)
    {
        if (!options.Enabled) return null;
        if (kind == SweepKinds.Ids) return options.Night is null ? null : TimeSpan.FromDays(1);
        var minutes = kind switch
        {
            SweepKinds.Trash => options.TrashMinutes,
            SweepKinds.Refunds => options.RefundMinutes,
            _ => entity == Entities.Customers ? options.CustomerMinutes : options.ModifiedMinutes,
        };
        return minutes == 0 ? null : TimeSpan.FromMinutes(minutes);
    }

    /// <summary>The next time after <paramref name="now"/> that the clocks of <paramref name="zone"/> show <paramref name="at"/>.</summary>
    public static DateTimeOffset NextNight(TimeOnly at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (var day = today; ; day = day.AddDays(1))
        {
            var local = day.ToDateTime(at);
            while (zone.IsInvalidTime(local)) local = local.AddMinutes(30); // the hour that is left out in spring
            var instant = new DateTimeOffset(local, zone.GetUtcOffset(local));
            if (instant > now) return instant.ToUniversalTime();
        }
    }

    /// <summary>How long to wait after a failed try: 1, 2, 4 ... minutes, an hour at most, and never longer than the sweeps are apart.</summary>
    public static TimeSpan PutOff(int attempts, TimeSpan? every)
    {
        var wait = TimeSpan.FromMinutes(Math.Min(Math.Pow(2, Math.Min(attempts - 1, 10)), 60));
        return every < wait ? every.Value : wait;
    }
}
