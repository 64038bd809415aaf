namespace Webhooks.Runs;

/// <summary>Settings under <c>Runs</c>.</summary>
public sealed class RunOptions
{
    /// <summary>After how many seconds of silence a run is suspect and its targets are asked.</summary>
    public int SuspectAfterSeconds { get; set; } = 300;

    /// <summary><see cref="SuspectAfterSeconds"/> as a span.</summary>
    public TimeSpan SuspectAfter => TimeSpan.FromSeconds(SuspectAfterSeconds);

    /// <summary>After how many minutes of vain tries a record ends as failed in its run; the tries go on.</summary>
    public int MaxWaitMinutes { get; set; } = 60;

    /// <summary><see cref="MaxWaitMinutes"/> as a span.</summary>
    public TimeSpan MaxWait => TimeSpan.FromMinutes(MaxWaitMinutes);
}
