namespace Webhooks.Journal;

/// <summary>
/// Many deliveries are coming in at once. Their senders wait for an answer and send nothing twice, so they go first: whoever works the journal
/// lets the rush pass before the next piece, but never for long, and takes a small piece where it has not passed. Nothing is lost by that:
/// what waits is on disk, and the work is done as soon as the processor is free for it.
/// </summary>
public sealed class Rush(TimeProvider clock)
{
    /// <summary>So many deliveries in one commit are a rush.</summary>
    public const int Many = 16;

    /// <summary>How long a rush is let pass at most, before each piece of work.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Lasts = TimeSpan.FromMilliseconds(60);

    private long _until = long.MinValue;

    /// <summary>So many deliveries were committed together.</summary>
    public void Note(int deliveries)
    {
        if (deliveries >= Many) Volatile.Write(ref _until, clock.GetTimestamp() + (long)(Lasts.TotalSeconds * clock.TimestampFrequency));
    }

    /// <summary>There is one now.</summary>
    public bool IsOn => clock.GetTimestamp() < Volatile.Read(ref _until);

    /// <summary>Waits until it has passed, at most <see cref="LongestWait"/>; says whether it has.</summary>
    public async Task<bool> PassedAsync(CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        while (IsOn)
        {
            if (clock.GetElapsedTime(started) >= LongestWait) return false;
            await Task.Delay(Lasts / 2, clock, cancel);
        }
        return true;
    }
}
