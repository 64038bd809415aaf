using Contracts;
using Woo.Reading;

namespace Webhooks.Pulling;

/// <summary>
/// Which part of the shop's list is read next. By date of change the cursor moves along with what was read: rows that change meanwhile move
/// to the end of the list and would be missed by position. By id, rows that are deleted meanwhile move the others up, so pages overlap.
/// </summary>
public static class NextPage
{
    /// <summary>Rows of the page before that are read again.</summary>
    public const int Overlap = 5;

    /// <summary>Reading goes by date of change; else by id.</summary>
    public static bool ByModified(Pull pull) => pull.Entity != Entities.Customers
        && (pull.Mode == PullMode.Incremental || (pull.Mode == PullMode.DateRange && !pull.ByCreation));

    /// <summary>The list to read, and where in it.</summary>
    /// <param name="pull">As it stands.</param>
    /// <param name="zone">The shop's zone, for days.</param>
    public static (WooQuery Query, long Offset) Of(Pull pull, TimeZoneInfo zone)
    {
        var (after, before) = pull.Mode == PullMode.DateRange ? Days(pull, zone) : (null, null);
        var query = new WooQuery { Route = pull.Entity, OrderBy = ByModified(pull) ? "modified" : "id", Role = pull.Entity == Entities.Customers ? "all" : null };
        if (pull.Entity == Entities.Customers) return (query, pull.Offset);
        // Bounds exclude their own second, and the rows of the cursor's second may have been cut by the end of a page.
        return ByModified(pull)
            ? (query with { ModifiedAfter = Later(after, pull.Cursor?.AddSeconds(-1)), ModifiedBefore = before }, pull.Offset)
            : (query with { CreatedAfter = after, CreatedBefore = before }, pull.Offset);
    }

    /// <summary>Moves on behind a page that is in the journal; says whether it was the last.</summary>
    /// <param name="pull">Is changed.</param>
    /// <param name="rows">How many rows the page had.</param>
    /// <param name="asked">How many were asked for.</param>
    /// <param name="greatest">Greatest date of change among them.</param>
    public static bool Advance(Pull pull, int rows, int asked, DateTimeOffset? greatest)
    {
        pull.RecordsRead += rows;
        pull.Greatest = Later(pull.Greatest, greatest);
        if (rows < asked) return true;
        if (ByModified(pull) && greatest > (pull.Cursor ?? DateTimeOffset.MinValue)) (pull.Cursor, pull.Offset) = (greatest, 0);
        else if (ByModified(pull)) pull.Offset += rows; // more rows of one second than a page holds
        else pull.Offset += Math.Max(rows - Overlap, 1);
        return false;
    }

    private static (DateTimeOffset? After, DateTimeOffset? Before) Days(Pull pull, TimeZoneInfo zone) =>
        (Midnight(pull.FirstDay!.Value, zone).AddSeconds(-1), Midnight(pull.LastDay!.Value.AddDays(1), zone));

    /// <summary>When a day begins in the shop.</summary>
    public static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(30); // some zones change their clocks at midnight
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
}
