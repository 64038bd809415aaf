using System.Text.Json.Nodes;

namespace Sandbox.QuickBooks.Serving;

/// <summary>Intuit's limits, per company, off until control sets them. A minute is the last sixty seconds of the clock.</summary>
internal sealed class Throttle(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Use> _uses = [];
    private Limits _limits = new();

    public Limits Limits
    {
        get { lock (_lock) return _limits; }
        set { lock (_lock) (_limits, _) = (value, Forget()); }
    }

    /// <summary>Lets a request in, to be disposed at its end, or returns null where a limit is reached.</summary>
    public IDisposable? Enter(string realm, bool isBatch)
    {
        lock (_lock)
        {
            if (!_uses.TryGetValue(realm, out var use)) _uses[realm] = use = new Use(_lock);
            var now = time.GetUtcNow();
            use.Forget(now.AddMinutes(-1));
            if (_limits.Concurrent > 0 && use.Running >= _limits.Concurrent) return null;
            if (_limits.RequestsPerMinute > 0 && use.Requests.Count >= _limits.RequestsPerMinute) return null;
            if (isBatch && _limits.BatchesPerMinute > 0 && use.Batches.Count >= _limits.BatchesPerMinute) return null;
            use.Start(now, isBatch);
            return use;
        }
    }

    public static Reply Refusal(string envelopeTime, int? retryAfterSeconds) => new(429, new JsonObject
    {
        ["Fault"] = new JsonObject
        {
            ["Error"] = new JsonArray(new JsonObject { ["Message"] = "message=ThrottleExceeded; errorCode=003001; statusCode=429", ["Detail"] = "The request limit was reached.  Try again later", ["code"] = "3001" }),
            ["type"] = "SERVICE",
        },
        ["time"] = envelopeTime,
    })
    {
        Headers = retryAfterSeconds is { } seconds ? new Dictionary<string, string> { ["Retry-After"] = $"{seconds}" } : new Dictionary<string, string>(),
    };

    private bool Forget()
    {
        foreach (var use in _uses.Values) use.Forget(DateTimeOffset.MaxValue);
        return true;
    }

    private sealed class Use(Lock gate) : IDisposable
    {
        public int Running { get; private set; }

        public Queue<DateTimeOffset> Requests { get; } = new();

        public Queue<DateTimeOffset> Batches { get; } = new();

        public void Start(DateTimeOffset now, bool isBatch)
        {
            Running++;
            Requests.Enqueue(now);
            if (isBatch) Batches.Enqueue(now);
        }

        public void Forget(DateTimeOffset before)
        {
            foreach (var queue in (Queue<DateTimeOffset>[])[Requests, Batches])
                while (queue.Count > 0 && queue.Peek() <= before) queue.Dequeue();
        }

        public void Dispose()
        {
            lock (gate) Running--;
        }
    }
}
