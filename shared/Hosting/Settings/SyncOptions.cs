namespace Hosting.Settings;

/// <summary>Settings under <c>Sync</c>.</summary>
public sealed class SyncOptions
{
    /// <summary>
    /// The targets, comma separated. Queues, bindings and expected answers follow from it: a new target is one service and one name here.
    /// </summary>
    public string Targets { get; set; } = "quickbooks,supabase";

    /// <summary>How many records a target service claims at a time.</summary>
    public int BatchSize { get; set; } = 100;

    /// <summary>How many batches a target service works at the same time.</summary>
    public int Parallelism { get; set; } = 2;

    /// <summary>
    /// How long a claimed record stays with its worker without a sign of life, in seconds; longer than any one call to a target may take.
    /// </summary>
    public int LeaseSeconds { get; set; } = 180;

    /// <summary>How many failed records a minute a target service tries again when somebody asks for many.</summary>
    public int RetryPerMinute { get; set; } = 120;

    /// <summary>How many minutes before where the last reading ended the next one begins: a slow request of the shop's stores a date that is past by then.</summary>
    public int OverlapMinutes { get; set; } = 10;

    /// <summary><see cref="Targets"/> as a list.</summary>
    public IReadOnlyList<string> TargetList() =>
        Targets.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
