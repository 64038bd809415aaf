namespace Webhooks.Relaying;

/// <summary>Settings under <c>Relay</c>.</summary>
public sealed class RelayOptions
{
    /// <summary>How many changes may be published and not yet accepted on the in-memory bus, which keeps them in memory.</summary>
    public int MaxUnaccepted { get; set; } = 2000;

    /// <summary>How long the relay waits for a target to accept before it publishes again, in seconds; doubles each time.</summary>
    public int FirstSilenceSeconds { get; set; } = 30;

    /// <summary>The longest such wait, in seconds.</summary>
    public int LongestSilenceSeconds { get; set; } = 3600;
}
