using System.Globalization;

namespace Webhooks.Deliveries;

/// <summary>
/// Where a replay goes on. It ends at the newest delivery that there was when it began: the rows that it makes itself may match the filter too,
/// and it would never end.
/// </summary>
/// <param name="After">Deliveries up to this one are done.</param>
/// <param name="UpTo">The last delivery that belongs to it.</param>
internal sealed record ReplayCursor(long After, long UpTo)
{
    /// <summary>As it is answered.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{After}-{UpTo}");

    /// <summary>Reads one; null where it is none.</summary>
    public static ReplayCursor? Read(string text) =>
        text.Split('-') is [var after, var upTo] && long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && long.TryParse(upTo, NumberStyles.None, CultureInfo.InvariantCulture, out var to) ? new ReplayCursor(from, to) : null;
}
