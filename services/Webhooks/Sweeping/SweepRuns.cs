using System.Globalization;
using Webhooks.Pulling;
using Webhooks.Requesting;

namespace Webhooks.Sweeping;

/// <summary>Begins the runs that sweeps set off.</summary>
public sealed class SweepRuns(StartRun start)
{
    /// <summary>Reads what changed, or everything, of a store's entity.</summary>
    public Task<Pull?> ReadAsync(Sweep row, string tenant, string trigger, bool everything, string? reason, CancellationToken cancel, Guid? syncId = null) =>
        BeginAsync(row, new SyncRequest { TenantId = tenant, StoreId = row.StoreId, FullSync = everything, Reason = reason }, trigger, syncId ?? row.SyncId, null, cancel);

    /// <summary>Reads certain records. Nothing is begun where there are none.</summary>
    public Task<Pull?> ReadAsync(Sweep row, string tenant, string trigger, IReadOnlyCollection<long> ids, string? reason, CancellationToken cancel, string? askedBy = null) => ids.Count == 0
        ? Task.FromResult<Pull?>(null)
        : BeginAsync(row, new SyncRequest { TenantId = tenant, StoreId = row.StoreId, Ids = [.. ids], Reason = reason }, trigger, row.SyncId, askedBy, cancel);

    /// <summary>The id as the journal has it.</summary>
    public static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);

    // A tenant without a target has nowhere to send anything: that is no fault of the shop's.
    private async Task<Pull?> BeginAsync(Sweep row, SyncRequest request, string trigger, Guid? syncId, string? askedBy, CancellationToken cancel)
    {
        try
        {
            return await start.BeginAsync(row.Entity, request, trigger, cancel, syncId, askedBy);
        }
        catch (NotPossibleException e)
        {
            throw new NothingToSweepException(e.Message);
        }
    }
}

/// <summary>There is nobody to sweep for.</summary>
public sealed class NothingToSweepException(string message) : Exception(message);
