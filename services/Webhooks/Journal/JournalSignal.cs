namespace Webhooks.Journal;

/// <summary>Wakes whoever works the journal as soon as there is something new in it.</summary>
public sealed class JournalSignal
{
    private volatile TaskCompletionSource _signal = New();

    /// <summary>There is something new.</summary>
    public void Set() => Interlocked.Exchange(ref _signal, New()).TrySetResult();

    /// <summary>Completes at the next <see cref="Set"/>; taken before looking, so that no signal is missed.</summary>
    public Task Next() => _signal.Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
