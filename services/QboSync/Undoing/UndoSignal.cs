namespace QboSync.Undoing;

/// <summary>Wakes <see cref="UndoWatch"/> when an undo was asked for.</summary>
public sealed class UndoSignal
{
    private volatile TaskCompletionSource _signal = New();

    /// <summary>There is something to do.</summary>
    public void Set() => Interlocked.Exchange(ref _signal, New()).TrySetResult();

    /// <summary>Completes at the next <see cref="Set"/>.</summary>
    public Task Next() => _signal.Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
