using Hosting.Secrets;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Woo.Verifying;

namespace Webhooks.Receiving;

/// <summary>Verifies deliveries that came while no secret could be had, before anything is published of them.</summary>
public sealed class VerifyLater(
    IDbContextFactory<JournalDb> databases, StoreSecrets secrets, Refusals refusals, JournalSignal signal, TimeProvider clock, ILogger<VerifyLater> log) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var seen = 0;
            try
            {
                seen = await VerifySomeAsync(stoppingToken);
            }
            catch (CredentialsUnavailableException)
            {
                // Still away; the rows wait.
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "Deliveries cannot be verified now");
            }
            if (seen < AtOnce) await Task.Delay(LookAgain, clock, stoppingToken);
        }
    }

    private async Task<int> VerifySomeAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await database.Deliveries.Where(row => row.State == DeliveryState.Unverified && row.DueAt != null).OrderBy(row => row.Id).Take(AtOnce).ToListAsync(cancel);
        foreach (var row in rows)
        {
            var store = await secrets.StoreAsync(row.StoreId, cancel);
            if (store is not null && !WooSignature.Matches(row.Body, row.Signature, StoreSecrets.Of(store))) store = await secrets.StoreAgainAsync(row.StoreId, cancel);
            if (store is not null && WooSignature.Matches(row.Body, row.Signature, StoreSecrets.Of(store)))
            {
                row.State = DeliveryState.Received;
                row.TenantId = store.TenantId;
                row.Reason = null;
                continue;
            }
            refusals.Count(row.StoreId, row.WebhookId);
            row.State = DeliveryState.Refused;
            row.Reason = store is null ? "There is no active WooCommerce credential with this id." : "The signature does not match the store's webhook_secret.";
            row.Body = [];
            row.Headers = "{}";
            row.DueAt = null;
            row.DuplicateKey = null; // the same bytes with a secret that is set later are a new delivery
        }
        await database.SaveChangesAsync(cancel);
        if (rows.Count > 0) signal.Set();
        return rows.Count;
    }
}
