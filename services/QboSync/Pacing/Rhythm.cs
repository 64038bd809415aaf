namespace QboSync.Pacing;

/// <summary>
/// How close calls may follow one another: a generic cell rate, of which the whole state is one instant. An eighth of a limit of requests
/// may come at once; batches come evenly. In no minute are there more than the limit.
/// </summary>
/// <param name="PerMinute">The limit; 0 for none.</param>
/// <param name="Burst">How many may come at once after a pause.</param>
public sealed record Rhythm(int PerMinute, int Burst)
{
    // Calls reach QuickBooks a little later or sooner than they leave here.
    private const double Margin = 1.02;

    /// <summary>Of batches.</summary>
    public static Rhythm OfBatches(int perMinute) => new(perMinute, 1);

    /// <summary>Of requests of any kind.</summary>
    public static Rhythm OfRequests(int perMinute) => new(perMinute, Math.Max(1, perMinute / 8));

    /// <summary>There is a limit.</summary>
    public bool Limits => PerMinute > 0;

    /// <summary>Between two calls in the long run.</summary>
    public TimeSpan Interval => TimeSpan.FromMinutes(1) * Margin / Math.Max(1, PerMinute - Burst + 1);

    /// <summary>Reserves times for calls.</summary>
    /// <param name="next">When the next call would come, were they all evenly spaced: the state.</param>
    /// <param name="now">Now.</param>
    /// <param name="count">How many.</param>
    /// <returns>When each may leave, and the state afterwards.</returns>
    public (IReadOnlyList<DateTimeOffset> Times, DateTimeOffset Next) Reserve(DateTimeOffset next, DateTimeOffset now, int count)
    {
        var times = new List<DateTimeOffset>(count);
        for (var i = 0; i < count; i++)
        {
            var earliest = next - Interval * (Burst - 1);
            var at = earliest > now ? earliest : now;
            times.Add(at);
            next = (next > at ? next : at) + Interval;
        }
        return (times, next);
    }
}
