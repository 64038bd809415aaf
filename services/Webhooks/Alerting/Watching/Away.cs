namespace Webhooks.Alerting.Watching;

/// <summary>Tells a service that does not answer for a while from one that is only started anew. Since when is kept where every instance sees it.</summary>
public sealed class Away(AlertBook book, AlertMarks marks, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>What the last question came to: <paramref name="trouble"/>, or null where it was answered.</summary>
    public async Task SayAsync(string kind, string service, string? trouble, CancellationToken cancel)
    {
        var mark = $"away/{service}";
        if (trouble is null)
        {
            await marks.ForgetAsync(mark, cancel);
            await book.ResolveAsync(kind, service, cancel);
        }
        else if (clock.GetUtcNow() - await marks.SinceAsync(mark, cancel) >= Patience) await book.RaiseAsync(kind, service, trouble, cancel);
    }
}
