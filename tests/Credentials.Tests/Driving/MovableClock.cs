namespace Credentials.Tests.Driving;

/// <summary>The system's clock, moved ahead by the test; timers run in real time.</summary>
public sealed class MovableClock : TimeProvider
{
    private long _ahead;

    public void Move(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));
}
