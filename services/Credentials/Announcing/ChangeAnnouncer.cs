using System.Threading.Channels;
using Contracts;
using Credentials.Storing;
using Hosting.Bus;

namespace Credentials.Announcing;

/// <summary>
/// Tells the other services that a credential changed, after the change is stored and never in its way: a broker that is away costs nothing
/// here, since what the others keep ends by itself within half a minute.
/// </summary>
internal sealed class ChangeAnnouncer(BusGate bus, ILogger<ChangeAnnouncer> log) : BackgroundService
{
    private readonly Channel<CredentialsChanged> _waiting =
        Channel.CreateBounded<CredentialsChanged>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Announce(IntegrationCredential row) =>
        _waiting.Writer.TryWrite(new CredentialsChanged { CredentialId = row.Id, TenantId = row.TenantId, Platform = row.Platform });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await bus.HealthyAsync(stoppingToken);
                await bus.PublishAsync(change, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The change of credential {Credential} was not announced: {Message}", change.CredentialId, e.Message);
            }
        }
    }
}
