namespace Webhooks.Tests.Driving;

/// <summary>The real clock, which a test may put forward; timers that become due by that fire at once.</summary>
public sealed class MovableClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<WeakReference<JumpingTimer>> _timers = [];
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(_ahead.TotalSeconds * TimestampFrequency);

    public void Forward(TimeSpan by)
    {
        List<JumpingTimer> due = [];
        lock (_gate)
        {
            _ahead += by;
            _timers.RemoveAll(timer => !timer.TryGetTarget(out _));
            foreach (var timer in _timers)
                if (timer.TryGetTarget(out var alive)) due.Add(alive);
        }
        foreach (var timer in due) timer.Follow();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new JumpingTimer(this, callback, state);
        lock (_gate) _timers.Add(new(timer));
        timer.Change(dueTime, period);
        return timer;
    }
}
