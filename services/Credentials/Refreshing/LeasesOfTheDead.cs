namespace Credentials.Refreshing;

/// <summary>Where all services are one process on files of its own, a lease found at start was left by a killed one: nobody waits for it to run out.</summary>
internal sealed class LeasesOfTheDead(RefreshLease lease) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => lease.ReleaseAllAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
