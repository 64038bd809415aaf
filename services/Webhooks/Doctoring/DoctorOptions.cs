namespace Webhooks.Doctoring;

/// <summary>Settings under <c>Webhooks</c> of the watch over the shops' webhooks.</summary>
public sealed class DoctorOptions
{
    /// <summary>Where shops reach this installation, such as <c>https://sync.example</c>; null where each store's delivery URL is given.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>How often each shop's webhooks are looked at, in minutes; 0 for never.</summary>
    public int WatchMinutes { get; set; } = 5;

    /// <summary>Whether the watch switches on again what WooCommerce switched off.</summary>
    public bool Reactivate { get; set; } = true;

    /// <summary>For how long a shop may have a record that no delivery told of, in minutes: deliveries leave with WP-Cron.</summary>
    public int SilentMinutes { get; set; } = 30;
}
