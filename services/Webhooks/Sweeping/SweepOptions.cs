using System.Globalization;

namespace Webhooks.Sweeping;

/// <summary>Settings under <c>Sweeps</c>.</summary>
public sealed class SweepOptions
{
    /// <summary>Whether shops are swept by schedule; one that is asked for is made all the same.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Minutes between readings of what changed; 0: none.</summary>
    public int ModifiedMinutes { get; set; } = 5;

    /// <summary>The same for customers, of which all are read each time, because WooCommerce cannot list them by date; 0: none.</summary>
    public int CustomerMinutes { get; set; } = 60;

    /// <summary>Minutes between looks into the trash; 0: none.</summary>
    public int TrashMinutes { get; set; } = 60;

    /// <summary>Minutes between comparisons of refunds; 0: none.</summary>
    public int RefundMinutes { get; set; } = 60;

    /// <summary>When all ids are compared, <c>HH:mm</c> in the shop's zone; empty: never.</summary>
    public string NightlyAt { get; set; } = "03:00";

    internal bool HasNight => NightlyAt.Trim() is not ("" or "0");

    internal TimeOnly? Night => HasNight && TimeOnly.TryParseExact(NightlyAt.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
}
