using System.Threading.Channels;
using Contracts;
using Credentials.Alerting;
using Credentials.Storing;
using Hosting.Bus;

namespace Credentials.Announcing;

/// <summary>
/// Tells the other services, and those who look after alerts, that a credential changed, after the change is stored and never in its way: a broker that is away costs nothing
/// here, since what the others keep ends by itself within half a minute.
/// </summary>
internal sealed class ChangeAnnouncer(BusGate bus, AlertQueue alerts, TimeProvider clock, ILogger<ChangeAnnouncer> log) : BackgroundService
{
    private readonly Channel<CredentialsChanged> _waiting =
        Channel.CreateBounded<CredentialsChanged>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private volatile bool _publishing;

    public void Announce(IntegrationCredential row)
    {
        alerts.Changed(row.Id);
        _waiting.Writer.TryWrite(new CredentialsChanged { CredentialId = row.Id, TenantId = row.TenantId, Platform = row.Platform });
    }

    /// <summary>Returns once everything was told, or after <paramref name="limit"/>: for a program that is about to end.</summary>
    public async Task ToldAsync(TimeSpan limit, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        while ((_publishing || _waiting.Reader.Count > 0) && clock.GetElapsedTime(started) < limit) await Task.Delay(TimeSpan.FromMilliseconds(20), clock, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            _publishing = true;
            if (_waiting.Reader.TryRead(out var change)) await TellAsync(change, stoppingToken);
            _publishing = false;
        }
    }

    private async Task TellAsync(CredentialsChanged change, CancellationToken stoppingToken)
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
