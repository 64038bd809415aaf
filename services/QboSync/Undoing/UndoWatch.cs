namespace QboSync.Undoing;

/// <summary>Works undos that nobody is at: new ones, those that waited, and those whose process died.</summary>
public sealed class UndoWatch(UndoBook undos, UndoWork work, TimeProvider clock, ILogger<UndoWatch> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await undos.TakeAsync(stoppingToken) is { } undo) await work.WorkAsync(undo, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Undos cannot be looked for now: {Message}", e.GetBaseException().Message);
            }
            await Task.Delay(LookAgain, clock, stoppingToken);
        }
    }
}
