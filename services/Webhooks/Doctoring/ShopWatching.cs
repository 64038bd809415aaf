using Hosting;
using Hosting.Bus;
using Hosting.Data;
using Hosting.Secrets;
using Microsoft.Extensions.Options;

namespace Webhooks.Doctoring;

/// <summary>
/// Looks at every connected shop's webhooks every few minutes. Several instances may run: a lease in the database gives each shop to one of them.
/// </summary>
public sealed class ShopWatching(
    CredentialsClient credentials, ShopWatchBook book, Doctor doctor, BusGate bus, IOptions<DoctorOptions> options, IConfiguration configuration, TimeProvider clock, ILogger<ShopWatching> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.WatchMinutes == 0) return;
        var first = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Tick, clock, stoppingToken);
                await bus.HealthyAsync(stoppingToken);
                if (first && configuration.GetValue<bool>(ServiceAddresses.AllInOne) && configuration.UsesFiles()) await book.ReleaseAllAsync(stoppingToken);
                first = false;
                foreach (var store in await credentials.ActiveAsync("woocommerce", stoppingToken)) await LookAsync(store, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (CredentialsUnavailableException)
            {
                // Its own health says so; the shops wait.
            }
            catch (Exception e)
            {
                log.LogWarning("The shops' webhooks cannot be looked at now: {Message}", e.GetBaseException().Message);
            }
        }
    }

    // What goes wrong with one shop puts off that shop alone.
    private async Task LookAsync(ActiveCredential store, CancellationToken cancel)
    {
        try
        {
            var watch = await book.OfAsync(store.Id, cancel);
            if (clock.GetUtcNow() - watch.LookedAt < TimeSpan.FromMinutes(options.Value.WatchMinutes) || watch.LeaseUntil > clock.GetUtcNow()) return;
            await doctor.VisitAsync(store, DoctorMode.Watch, null, cancel);
        }
        catch (DoctorBusyException)
        {
            // Another instance is there.
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogError(e, "The webhooks of store {Store} could not be looked at", store.Id);
        }
    }
}
