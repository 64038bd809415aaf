using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using QboSync.Faults;
using QboSync.Pacing;
using QboSync.Settings;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Sending;

/// <summary>
/// Group commit of the calls to one company. Orders are worked side by side, each by straight-line code that awaits its call; here those
/// calls are collected and leave together: one transaction marks all their rows as being sent, one request carries them, one transaction
/// records what came back. It leaves as soon as it is full or nobody at work can still add to it, so that a lone order waits for nothing.
/// </summary>
public sealed class Gathering(CompanyPace pace, DocumentBook book, IOptions<QuickBooksOptions> options, TimeProvider clock)
{
    // How long a batch that others may still join is held open: since the last one joined, and in all.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly List<GatheredCall> _waiting = [];
    private TaskCompletionSource _stirred = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _atWork;
    private int _held;
    private long _firstJoined;
    private long _lastJoined;
    private bool _pumping;

    /// <summary>Says that <paramref name="count"/> records are worked from now on, each of which may add a call; disposing one says that it is done.</summary>
    public IReadOnlyList<IDisposable> Begin(int count)
    {
        lock (_lock) _atWork += count;
        return [.. Enumerable.Range(0, count).Select(_ => new AtWork(this))];
    }

    /// <summary>Sends a call, with others where there are any.</summary>
    /// <exception cref="FaultException">What became of it, where that is not an answer.</exception>
    internal async Task<JsonObject> AddAsync(GatheredCall call)
    {
        call.Cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _held++;
            if (!call.Alone)
            {
                _lastJoined = clock.GetTimestamp();
                if (_waiting.Count == 0) _firstJoined = _lastJoined;
                _waiting.Add(call);
                if (!_pumping)
                {
                    _pumping = true;
                    _ = Task.Run(PumpAsync);
                }
            }
            Stir();
        }
        if (call.Alone) _ = Task.Run(() => AloneAsync(call));
        try
        {
            return await call.Answer.Task.WaitAsync(call.Cancel);
        }
        catch (OperationCanceledException) when (call.Cancel.IsCancellationRequested)
        {
            bool wasWaiting;
            lock (_lock) wasWaiting = _waiting.Remove(call);
            if (wasWaiting) Finish(call); // it never left; one that did is recorded by whoever sent it
            throw;
        }
    }

    private async Task PumpAsync()
    {
        while (true)
        {
            var together = await RipeAsync() > 1;
            IDisposable? seat = null;
            Exception? fault = null;
            try
            {
                seat = await pace.EnterAsync(batch: together, CancellationToken.None);
            }
            catch (Exception e)
            {
                fault = e;
            }
            List<GatheredCall> calls;
            bool more;
            lock (_lock)
            {
                // While a place was waited for, others may have joined; a single call's place takes no batch.
                var most = fault is not null ? _waiting.Count : together ? Batch.MostItems : 1;
                calls = [.. _waiting.Take(most)];
                _waiting.RemoveRange(0, calls.Count);
                more = _pumping = _waiting.Count > 0;
                if (more) _firstJoined = clock.GetTimestamp();
            }
            if (fault is not null) foreach (var call in calls) call.Fault = fault;
            _ = Task.Run(() => RunAsync(calls, seat));
            if (!more) return;
        }
    }

    /// <summary>Returns when what waits should leave, and how much it is.</summary>
    private async Task<int> RipeAsync()
    {
        while (true)
        {
            Task stirred;
            TimeSpan wait;
            lock (_lock)
            {
                if (_waiting.Count >= Batch.MostItems || _held >= _atWork) return _waiting.Count;
                var quiet = Quiet - clock.GetElapsedTime(_lastJoined);
                var longest = Longest - clock.GetElapsedTime(_firstJoined);
                wait = quiet < longest ? quiet : longest;
                if (wait <= TimeSpan.Zero) return _waiting.Count;
                stirred = _stirred.Task;
            }
            await Task.WhenAny(stirred, Task.Delay(wait, clock));
        }
    }

    private async Task AloneAsync(GatheredCall call)
    {
        IDisposable? seat = null;
        try
        {
            seat = await pace.EnterAsync(batch: false, call.Cancel);
        }
        catch (Exception e)
        {
            call.Fault = e;
        }
        await RunAsync([call], seat);
    }

    private async Task RunAsync(IReadOnlyList<GatheredCall> calls, IDisposable? seat)
    {
        try
        {
            using var given = new GivenUp(calls.Select(call => call.Cancel));
            await SendAsync([.. calls.Where(call => call.Fault is null && !Refuse(call))], given.Token);
        }
        catch (Exception e)
        {
            // Whatever left stays marked on disk, and is settled as a doubt.
            foreach (var call in calls) (call.Came, call.Fault) = (null, call.Fault ?? e);
        }
        finally
        {
            seat?.Dispose();
        }
        foreach (var call in calls.Where(call => !call.Again)) Finish(call);
        foreach (var call in calls.Where(call => call.Again))
        {
            (call.Again, call.Fault) = (false, null);
            await AloneAsync(call);
        }
    }

    // Given up before it left, or its company is closed to whoever sends it.
    private static bool Refuse(GatheredCall call)
    {
        if (call.Cancel.IsCancellationRequested) call.Fault = new OperationCanceledException(call.Cancel);
        else if (call.Company.Closed is { } closed) call.Fault = new FaultException(closed);
        return call.Fault is not null;
    }

    private async Task SendAsync(IReadOnlyList<GatheredCall> calls, CancellationToken cancel)
    {
        if (calls.Count == 0) return;
        var batch = calls.Count > 1 ? new Batch(calls) : null;
        await MarkAsync(calls, batch);
        List<GatheredCall> marked = [.. calls.Where(call => call.Fault is null)];
        if (marked.Count == 0) return;
        if (batch is null) await SingleAsync(marked[0], cancel);
        else await TogetherAsync(batch, marked, cancel);
        await RecordAsync(marked);
    }

    private async Task MarkAsync(IReadOnlyList<GatheredCall> calls, Batch? batch)
    {
        var documents = calls.Where(call => call.Row is not null).ToList();
        if (documents.Count == 0) return;
        var now = clock.GetUtcNow();
        foreach (var call in documents)
        {
            call.DoubtBefore = call.Row!.SentAt;
            (call.Row.SentAt, call.Row.RequestId) = (now, batch?.RequestIdOf(call) ?? call.RequestId);
        }
        var faults = await book.SaveAllAsync([.. documents.Select(call => call.Row!)]);
        foreach (var (call, fault) in documents.Zip(faults))
            if (fault is not null) (call.Fault, call.Row!.SentAt) = (fault, call.DoubtBefore);
    }

    private static async Task SingleAsync(GatheredCall call, CancellationToken cancel)
    {
        try
        {
            var came = await call.Company.SendSingleAsync(call, cancel);
            call.Take(came);
        }
        catch (FaultException e)
        {
            call.Fault = e;
        }
    }

    private static async Task TogetherAsync(Batch batch, IReadOnlyList<GatheredCall> calls, CancellationToken cancel)
    {
        try
        {
            Batch.Hand(await calls[0].Company.SendBatchAsync(batch, calls, cancel), calls);
        }
        catch (RefusedException e) when (e.Fault.Kind is not (FaultKind.UnknownOutcome or FaultKind.Throttled or FaultKind.Unauthorised or FaultKind.Misconfigured or FaultKind.Transient))
        {
            foreach (var call in calls) (call.Fault, call.Again) = (e, true);
        }
        catch (FaultException e)
        {
            foreach (var call in calls)
                call.Fault = e.Fault.Kind == FaultKind.UnknownOutcome && !call.IsWrite ? new FaultException(FaultReading.Read([], FaultAct.Reading), e) : e;
        }
    }

    private async Task RecordAsync(IReadOnlyList<GatheredCall> calls)
    {
        var now = clock.GetUtcNow();
        var changed = new List<GatheredCall>();
        foreach (var call in calls)
        {
            if (call.Fault is FaultException stopped) call.Company.CloseBy(stopped.Fault);
            if (call.Row is not { } row) continue;
            if (call.Came is { } came) RowChanges.Answered(row, (JsonObject)came[call.Entity]!, now);
            else if (call.Fault is not FaultException fault) continue; // given up meanwhile: it stays marked
            else if (fault.Fault.Kind == FaultKind.UnknownOutcome)
            {
                call.Fault = new FaultException(fault.Fault with { RetryAfter = options.Value.InDoubtWait }, fault);
                if (call.DoubtBefore is null || fault is not RefusedException refused || !refused.Has("600")) continue;
                row.RepeatRefusedAt ??= now;
            }
            else if (fault is RefusedException && !call.Again) RowChanges.Settled(row, now);
            // Never taken up (throttled, refused at the gate, no connection): everything is as it was before, an earlier doubt included.
            else row.SentAt = call.DoubtBefore;
            changed.Add(call);
        }
        if (changed.Count == 0) return;
        var faults = await book.SaveAllAsync([.. changed.Select(call => call.Row!)]); // the answers are there: a shutdown must not lose them
        foreach (var (call, fault) in changed.Zip(faults))
            if (fault is not null) (call.Came, call.Fault, call.Again) = (null, fault, false);
    }

    private void Finish(GatheredCall call)
    {
        lock (_lock)
        {
            _held--;
            Stir();
        }
        if (call.Came is not null) call.Answer.TrySetResult(call.Came);
        else call.Answer.TrySetException(call.Fault ?? new OperationCanceledException(call.Cancel));
    }

    private void Stir()
    {
        var stirred = _stirred;
        _stirred = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stirred.TrySetResult();
    }

    private sealed class AtWork(Gathering gathering) : IDisposable
    {
        private int _done;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _done, 1) == 1) return;
            lock (gathering._lock)
            {
                gathering._atWork--;
                gathering.Stir();
            }
        }
    }
}
