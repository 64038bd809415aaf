using Microsoft.Extensions.Options;
using QboSync.Settings;

namespace QboSync.Pacing;

/// <summary>
/// When a call to one company may leave: within Intuit's limits of batches and requests a minute and of calls in flight, which all instances
/// share through the database. Times are reserved a few at once and the seats for a while, so that it costs few commits.
/// </summary>
public sealed class CompanyPace(string realm, PaceBook book, IOptions<QuickBooksOptions> options, TimeProvider clock, ILogger log) : IDisposable
{
    private const int RequestsAtOnce = 10;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WithoutSeat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(2); // a time not used by then would meet others'

    private readonly Guid _instance = Guid.NewGuid();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly Queue<DateTimeOffset> _requests = new();
    private readonly Queue<DateTimeOffset> _batches = new();
    private readonly CancellationTokenSource _end = new();
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inUse;
    private int _seats;
    private DateTimeOffset _leaseEnds = DateTimeOffset.MinValue;
    private long _askedAt;
    private bool _keeping;

    private Rhythm Batches => Rhythm.OfBatches(options.Value.BatchesPerMinute);

    private Rhythm Requests => Rhythm.OfRequests(options.Value.RequestsPerMinute);

    /// <summary>Waits until a call may leave; disposing says that it is answered.</summary>
    /// <param name="batch">It is a batch, for which there is a limit of its own.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<IDisposable> EnterAsync(bool batch, CancellationToken cancel)
    {
        while (true)
        {
            DateTimeOffset? startsAt;
            bool ask;
            Task freed;
            lock (_lock)
            {
                startsAt = Take(batch);
                ask = startsAt is null && MustAsk(batch);
                freed = _freed.Task;
            }
            if (startsAt is { } at)
            {
                var seat = new Seat(this);
                try
                {
                    var wait = at - clock.GetUtcNow();
                    if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, cancel);
                    return seat;
                }
                catch
                {
                    seat.Dispose();
                    throw;
                }
            }
            if (ask) await AskAsync(batch, cancel);
            else await Task.WhenAny(freed, Task.Delay(WithoutSeat, clock, cancel));
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    // Takes a seat and a time where both are to be had, and says when to start.
    private DateTimeOffset? Take(bool batch)
    {
        var now = clock.GetUtcNow();
        foreach (var times in (ReadOnlySpan<Queue<DateTimeOffset>>)[_requests, _batches])
            while (times.TryPeek(out var time) && time < now - Stale) times.Dequeue();
        if (now >= _leaseEnds || _inUse >= _seats) return null;
        if (Requests.Limits && _requests.Count == 0) return null;
        if (batch && Batches.Limits && _batches.Count == 0) return null;
        var at = Requests.Limits ? _requests.Dequeue() : now;
        if (batch && Batches.Limits && _batches.Dequeue() is var later && later > at) at = later;
        _inUse++;
        if (!_keeping)
        {
            _keeping = true;
            _ = Task.Run(KeepAsync);
        }
        return at;
    }

    // Times are missing, or the seats are to be shared anew; where all seats are taken asking again helps only now and then.
    private bool MustAsk(bool batch)
    {
        var now = clock.GetUtcNow();
        if (now >= _leaseEnds || clock.GetElapsedTime(_askedAt) >= (_seats > 0 ? AskEvery : WithoutSeat)) return true;
        return _inUse < _seats && ((Requests.Limits && _requests.Count == 0) || (batch && Batches.Limits && _batches.Count == 0));
    }

    private async Task AskAsync(bool batch, CancellationToken cancel)
    {
        await _asking.WaitAsync(cancel);
        try
        {
            int inUse, requests, batches;
            lock (_lock)
            {
                if (!MustAsk(batch)) return; // somebody else has asked meanwhile
                inUse = _inUse;
                requests = Requests.Limits && _requests.Count == 0 ? RequestsAtOnce : 0;
                batches = batch && Batches.Limits && _batches.Count == 0 ? 1 : 0;
            }
            await ShareAsync(inUse, requests, batches, cancel);
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task ShareAsync(int inUse, int requests, int batches, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (requestTimes, batchTimes, seats) = await book.ChangeAsync(realm, state =>
        {
            var (all, mine) = Seating.Ask(state.Seats, _instance, inUse, options.Value.Concurrency, now, now + Lease);
            var (forRequests, nextRequest) = Requests.Reserve(state.NextRequest, now, mine == 0 ? 0 : requests);
            var (forBatches, nextBatch) = Batches.Reserve(state.NextBatch, now, mine == 0 ? 0 : batches);
            return (new PaceState(nextBatch, nextRequest, all), (forRequests, forBatches, mine));
        }, cancel);
        lock (_lock)
        {
            foreach (var time in requestTimes) _requests.Enqueue(time);
            foreach (var time in batchTimes) _batches.Enqueue(time);
            (_seats, _leaseEnds, _askedAt) = (seats, now + Lease, clock.GetTimestamp());
            Free();
        }
    }

    /// <summary>Keeps the seats while calls are in flight, however long those take, and a little longer.</summary>
    private async Task KeepAsync()
    {
        var idle = 0;
        while (true)
        {
            try
            {
                await Task.Delay(AskEvery, clock, _end.Token);
                int inUse;
                bool leave;
                lock (_lock)
                {
                    inUse = _inUse;
                    idle = inUse > 0 ? 0 : idle + 1;
                    leave = idle > 1;
                    if (leave) (_keeping, _leaseEnds, _seats) = (false, DateTimeOffset.MinValue, 0);
                }
                if (leave)
                {
                    await book.ChangeAsync(realm, state => (state with { Seats = [.. state.Seats.Where(seats => seats.Instance != _instance)] }, true), _end.Token);
                    return;
                }
                await _asking.WaitAsync(_end.Token);
                try
                {
                    if (inUse > 0) await ShareAsync(inUse, 0, 0, _end.Token);
                }
                finally
                {
                    _asking.Release();
                }
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning("The seats at QuickBooks company {Realm} could not be kept yet: {Message}", realm, e.GetBaseException().Message);
            }
        }
    }

    private void Free()
    {
        var freed = _freed;
        _freed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        freed.TrySetResult();
    }

    private sealed class Seat(CompanyPace pace) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 1) return;
            lock (pace._lock)
            {
                pace._inUse--;
                pace.Free();
            }
        }
    }
}
