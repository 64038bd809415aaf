using System.Globalization;
using Microsoft.Extensions.Options;

namespace Credentials.Expiring;

/// <summary>Settings under <c>QuickBooks</c> about connections that end.</summary>
internal sealed class ExpiryOptions
{
    /// <summary>How many days before a consent or a refresh token ends people are warned, comma separated; each number warns once.</summary>
    public string ExpiryAlertDays { get; set; } = "14,3";

    /// <summary>A connection that nobody used for so many days is refreshed, long before Intuit's 100 idle days are over.</summary>
    public int IdleRefreshDays { get; set; } = 30;

    /// <summary>How often connections are looked at, minutes.</summary>
    public int ConnectionWatchMinutes { get; set; } = 60;

    /// <summary><see cref="ExpiryAlertDays"/>, the most first; null where it cannot be read.</summary>
    public IReadOnlyList<int>? Days()
    {
        var days = new List<int>();
        foreach (var part in ExpiryAlertDays.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 365) return null;
            days.Add(number);
        }
        return [.. days.Distinct().OrderDescending()];
    }
}

internal sealed class ExpiryOptionsCheck : IValidateOptions<ExpiryOptions>
{
    public ValidateOptionsResult Validate(string? name, ExpiryOptions options)
    {
        var wrong = new List<string>();
        if (options.Days() is null) wrong.Add("Setting QuickBooks:ExpiryAlertDays must be days from 1 to 365, comma separated, such as 14,3.");
        if (options.IdleRefreshDays is < 1 or > 90) wrong.Add("Setting QuickBooks:IdleRefreshDays must be 1 to 90: Intuit ends a connection that is idle for 100 days.");
        if (options.ConnectionWatchMinutes is < 1 or > 1440) wrong.Add("Setting QuickBooks:ConnectionWatchMinutes must be 1 to 1440.");
        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
