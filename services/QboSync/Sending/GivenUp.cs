namespace QboSync.Sending;

/// <summary>Cancelled once everybody who waits for a request has given up.</summary>
internal sealed class GivenUp : IDisposable
{
    private readonly CancellationTokenSource _all = new();
    private readonly List<CancellationTokenRegistration> _registrations;
    private int _left;

    public GivenUp(IEnumerable<CancellationToken> tokens)
    {
        var list = tokens.ToList();
        _left = list.Count;
        _registrations = [.. list.Select(token => token.Register(() =>
        {
            if (Interlocked.Decrement(ref _left) == 0) _all.Cancel();
        }))];
    }

    public CancellationToken Token => _all.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _all.Dispose();
    }
}
