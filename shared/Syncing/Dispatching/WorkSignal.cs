using Syncing.Ledger;

namespace Syncing.Dispatching;

/// <summary>Wakes the dispatcher as soon as there is something to do; without it work would wait for the next look.</summary>
public sealed class WorkSignal<TDb> where TDb : LedgerDb
{
    private volatile TaskCompletionSource _signal = New();

    /// <summary>There is something to do.</summary>
    public void Set() => Interlocked.Exchange(ref _signal, New()).TrySetResult();

    /// <summary>Completes at the next <see cref="Set"/>; taken before looking for work, so that no signal is missed.</summary>
    public Task Next() => _signal.Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
