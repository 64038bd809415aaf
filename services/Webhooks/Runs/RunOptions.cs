namespace Webhooks.Runs;

/// <summary>Settings under <c>Runs</c>.</summary>
public sealed class RunOptions
{
    /// <summary>After how many seconds of silence a run is suspect and its targets are asked.</summary>
    public int SuspectAfterSeconds { get; set; } = 300;

    /// <summary><see cref="SuspectAfterSeconds"/> as a span.</summary>
    public TimeSpan SuspectAfter => TimeSpan.FromSeconds(SuspectAfterSeconds);
}
