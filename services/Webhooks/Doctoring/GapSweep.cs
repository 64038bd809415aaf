using Hosting.Secrets;
using Webhooks.Requesting;

namespace Webhooks.Doctoring;

/// <summary>Reads from the shop what it did not announce: one incremental run per entity.</summary>
public sealed class GapSweep(StartRun start, ILogger<GapSweep> log)
{
    /// <summary>What such runs give as what set them off.</summary>
    public const string Trigger = "reconciliation";

    /// <summary>Begins the runs and takes their entities out of <paramref name="entities"/>; those that cannot begin now stay in it.</summary>
    public async Task<IReadOnlyList<Guid>> BeginAsync(ActiveCredential store, HashSet<string> entities, CancellationToken cancel)
    {
        List<Guid> runs = [];
        foreach (var entity in entities.Order(StringComparer.Ordinal).ToList())
        {
            try
            {
                var request = new SyncRequest { TenantId = store.TenantId, StoreId = store.Id, Reason = "Webhooks of the shop did not deliver." };
                runs.Add((await start.BeginAsync(entity, request, Trigger, cancel)).SyncId);
                entities.Remove(entity);
            }
            catch (NotPossibleException e)
            {
                log.LogInformation("Store {Store}: what was not announced of {Entity} is not read: {Message}", store.Id, entity, e.Message);
                entities.Remove(entity); // without a target there is nowhere to send it
            }
            catch (CredentialsUnavailableException e)
            {
                log.LogWarning("Store {Store}: {Entity} are read at the next look: {Message}", store.Id, entity, e.Message);
            }
        }
        return runs;
    }
}
