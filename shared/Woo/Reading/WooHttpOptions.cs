namespace Woo.Reading;

/// <summary>How patient the client is.</summary>
public sealed class WooHttpOptions
{
    /// <summary>Per attempt, reading the body included; the wait for a free place is not.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a failed read is repeated before the caller hears of it.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>Before the first repeat; doubles each time, with jitter.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait within a call. A shop that asks for more gets it from the caller, who is told.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(20);
}
