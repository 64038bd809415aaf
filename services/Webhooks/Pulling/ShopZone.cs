using Woo.Reading;

namespace Webhooks.Pulling;

/// <summary>The zone that a shop counts its days in, as WordPress says.</summary>
public static class ShopZone
{
    /// <summary>By name where the shop has one, else by its offset.</summary>
    public static TimeZoneInfo Of(WooIndex index)
    {
        if (index.TimezoneString.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(index.TimezoneString, out var named)) return named;
        var offset = TimeSpan.FromMinutes((double)Math.Round(index.GmtOffset * 60));
        return offset == TimeSpan.Zero ? TimeZoneInfo.Utc : TimeZoneInfo.CreateCustomTimeZone($"shop{offset}", offset, null, null);
    }
}
