namespace Webhooks.Alerting.Telling;

/// <summary>What became of a try to tell.</summary>
/// <param name="How">Whether it arrived.</param>
/// <param name="Answer">In words; names the setting where that is what must be mended.</param>
/// <param name="RetryAfter">How long the other side asked us to wait.</param>
public sealed record Told(Arrival How, string Answer, TimeSpan? RetryAfter = null)
{
    /// <summary>When the next try is made; null where no more are.</summary>
    /// <param name="waits">How long after the first try, the second, and so on.</param>
    /// <param name="attempts">How many tries there were, this one included.</param>
    /// <param name="now">Now.</param>
    /// <param name="jitter">0 to 1.</param>
    public DateTimeOffset? NextTry(IReadOnlyList<TimeSpan> waits, int attempts, DateTimeOffset now, double jitter)
    {
        if (How is Arrival.Arrived or Arrival.Unwanted || attempts > waits.Count) return null;
        var wait = waits[attempts - 1] * (1 + (0.2 * jitter));
        return now + (RetryAfter > wait ? TimeSpan.FromTicks(Math.Min(RetryAfter.Value.Ticks, TimeSpan.TicksPerDay)) : wait);
    }
}

/// <summary>Whether something arrived.</summary>
public enum Arrival
{
    /// <summary>It did.</summary>
    Arrived,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>It was sent, and no answer came.</summary>
    Unknown,

    /// <summary>It did not, and the other side wants to hear nothing more of it.</summary>
    Unwanted,
}
