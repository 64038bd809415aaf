namespace Webhooks.Tests.Driving;

/// <summary>A timer of <see cref="MovableClock"/>: it waits on the machine's clock and looks anew when the test's clock jumps.</summary>
internal sealed class JumpingTimer : ITimer
{
    private readonly Lock _gate = new();
    private readonly MovableClock _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ITimer _inner;
    private DateTimeOffset? _due;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    public JumpingTimer(MovableClock clock, TimerCallback callback, object? state)
    {
        (_clock, _callback, _state) = (clock, callback, state);
        _inner = TimeProvider.System.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.GetUtcNow() + dueTime;
            _period = period;
            return Arm();
        }
    }

    public void Follow()
    {
        lock (_gate) Arm();
    }

    public void Dispose() => _inner.Dispose();

    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private bool Arm()
    {
        if (_due is not { } due) return _inner.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var wait = due - _clock.GetUtcNow();
        return _inner.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_due is null) return;
            if (_due > _clock.GetUtcNow())
            {
                Arm(); // the machine's timers are up to a tick early
                return;
            }
            _due = _period > TimeSpan.Zero ? _clock.GetUtcNow() + _period : null;
            Arm();
        }
        _callback(_state);
    }
}
