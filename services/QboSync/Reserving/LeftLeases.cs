using QboSync.Storage;
using Syncing;

namespace QboSync.Reserving;

/// <summary>
/// Frees what a killed process was making, where no other process works on these files: its customers and items would else be waited for
/// until their leases end. What was sent already stays marked, and goes out again under the same requestid.
/// </summary>
internal sealed class LeftLeases(ReservationBook book, TargetSettings<QboSyncDb> settings, TimeProvider clock) : IHostedService
{
    // When the services are put together: a lease that this process takes itself ends later.
    private readonly DateTimeOffset _start = clock.GetUtcNow();

    public Task StartAsync(CancellationToken cancellationToken) => settings.Alone ? book.FreeAsync(_start, cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
