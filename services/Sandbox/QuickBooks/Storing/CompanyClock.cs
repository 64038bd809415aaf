using System.Globalization;

namespace Sandbox.QuickBooks.Storing;

/// <summary>The time as a company shows it: its own zone, offsets written out; as far off as control set it.</summary>
internal sealed class CompanyClock(TimeProvider clock, string zone, int skewSeconds = 0)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(clock.GetUtcNow().AddSeconds(skewSeconds), _zone);

    /// <summary>Today in the company: the default of TxnDate.</summary>
    public string Today => Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As in MetaData: whole seconds.</summary>
    public string Stamp => Now.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>As in the envelope: milliseconds.</summary>
    public string Envelope => Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    /// <summary>Reads a time or date of a query or of changedSince; without an offset it is company time.</summary>
    public DateTimeOffset? Read(string text)
    {
        var hasOffset = text.EndsWith('Z') || (text.Length > 10 && text.LastIndexOfAny(['+', '-']) > 10);
        if (hasOffset)
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? new DateTimeOffset(local, _zone.GetUtcOffset(local)) : null;
    }
}
