namespace Credentials.Refreshing;

/// <summary>An orderly stop waits for the refreshes that are under way: their answers may hold the only refresh tokens that live.</summary>
internal sealed class FinishRefreshes(AccessTokens tokens) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => tokens.FinishAsync(cancellationToken);
}
