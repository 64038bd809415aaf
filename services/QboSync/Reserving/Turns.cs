namespace QboSync.Reserving;

/// <summary>
/// Lets orders of this process that want the same customer or item wait for one another. Other processes are kept off by the lease in the
/// database. A holder must not ask for a second turn: two keys may share one.
/// </summary>
public sealed class Turns
{
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the turn of a key; disposing ends it.</summary>
    public async Task<IDisposable> TakeAsync(string key, CancellationToken cancel)
    {
        var turn = _turns[(uint)key.GetHashCode(StringComparison.Ordinal) % _turns.Length];
        await turn.WaitAsync(cancel);
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
