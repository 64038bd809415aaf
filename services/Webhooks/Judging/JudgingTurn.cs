namespace Webhooks.Judging;

/// <summary>One at a time judges, in this process. Between instances the versions' concurrency token decides.</summary>
public sealed class JudgingTurn
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for the turn; disposing gives it back.</summary>
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
