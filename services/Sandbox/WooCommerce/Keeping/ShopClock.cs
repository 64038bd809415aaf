using System.Globalization;
using System.Text.Json.Nodes;

namespace Sandbox.WooCommerce.Keeping;

/// <summary>WooCommerce's times: whole seconds, no zone suffix, once in the site's zone and once in UTC.</summary>
public sealed class ShopClock(TimeProvider time, ShopConfiguration configuration)
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss";

    /// <summary>Now, UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    internal static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    internal string Local(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, configuration.Zone).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The site's offset from UTC now, in hours.</summary>
    internal double OffsetHours => configuration.Zone.GetUtcOffset(Now).TotalHours;

    /// <summary>Sets both members of a date, the second with <c>_gmt</c>.</summary>
    internal void Stamp(JsonObject resource, string name, DateTimeOffset? instant)
    {
        resource[name] = instant is { } at ? Local(at) : null;
        resource[name + "_gmt"] = instant is { } utc ? Utc(utc) : null;
    }

    /// <summary>Moves a resource's <c>date_modified</c>; it never goes back, not even when a past day is played.</summary>
    internal void Touch(JsonObject resource, DateTimeOffset at)
    {
        if (string.CompareOrdinal((string?)resource["date_modified_gmt"], Utc(at)) < 0) Stamp(resource, "date_modified", at);
    }
}
