namespace Webhooks.Journal;

/// <summary>
/// Writers of this process take turns at the journal. A SQLite file has one writer at a time, and one that meets another sleeps, with its
/// thread, up to 100 ms at a time; here it waits without a thread and goes on at once. Between processes the database decides.
/// </summary>
public sealed class JournalTurn
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for the turn, in the order of asking; disposing gives it back.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        return new Turn(_turn);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
