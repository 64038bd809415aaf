using System.Globalization;
using Hosting.Bus;
using Hosting.Secrets;
using Hosting.Settings;
using Microsoft.Extensions.Options;
using Webhooks.Planning;
using Webhooks.Pulling;

namespace Webhooks.Requesting;

/// <summary>Starts a run that reads the shop, or a dry run: whoever asks, by API, by message or by schedule, comes along here.</summary>
public sealed class StartRun(CredentialsClient credentials, Accounts accounts, PullBook book, Planner planner, BusGate bus, IOptions<SyncOptions> sync, TimeProvider clock, ILogger<StartRun> log)
{
    /// <summary>Tenant of requests that name none.</summary>
    public const string DefaultTenant = "default-tenant";

    /// <summary>Begins the run; it is on disk then.</summary>
    /// <param name="entity">orders, products or customers.</param>
    /// <param name="request">Checked.</param>
    /// <param name="trigger">See <see cref="Contracts.RunStarted.Trigger"/>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="syncId">The run's id where the asker gives it: a run that is there already is not begun again. Null for a new one.</param>
    /// <param name="askedBy">Who asked, for the record.</param>
    /// <exception cref="NotPossibleException">A store or target is missing; the message names the field.</exception>
    /// <exception cref="CredentialsUnavailableException">Credentials cannot be asked.</exception>
    public async Task<Pull> BeginAsync(string entity, SyncRequest request, string trigger, CancellationToken cancel, Guid? syncId = null, string? askedBy = null)
    {
        if (syncId is { } known && await book.FindAsync(known, cancel) is { } begun) return begun;
        var pull = await ReadyAsync(entity, request, trigger, cancel, syncId, askedBy);
        if (request.DryRun) return await planner.BeginAsync(pull, cancel);
        await book.AddAsync(pull, cancel);
        if (pull.Quiet) return pull;
        try
        {
            await bus.PublishAsync(PullMessages.Started(pull), cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // The run is told of again with its first record, and at its end until it has heard.
            log.LogWarning("Run {Run} could not be announced yet: {Message}", pull.SyncId, e.GetBaseException().Message);
        }
        return pull;
    }

    // What the run would read; nothing has begun.
    private async Task<Pull> ReadyAsync(string entity, SyncRequest request, string trigger, CancellationToken cancel, Guid? syncId, string? askedBy)
    {
        var tenant = request.TenantId ?? DefaultTenant;
        var store = await StoreAsync(tenant, request.StoreId, cancel);
        var connected = await accounts.OfAsync(tenant, request.Target, cancel);
        if (connected.Count == 0)
            throw new NotPossibleException("target", request.Target is { } target
                ? $"Tenant {tenant} has no active {target} credential. Connect {target} first."
                : $"Tenant {tenant} has no active target. Connect QuickBooks or Supabase first.");

        var mode = request switch { { Ids: not null } => PullMode.Ids, { DateRange: not null } => PullMode.DateRange, { FullSync: true } => PullMode.Full, _ => PullMode.Incremental };
        var pull = new Pull
        {
            SyncId = syncId ?? Guid.CreateVersion7(clock.GetUtcNow()), TenantId = tenant, StoreId = store, Entity = entity, Target = request.Target, Mode = mode,
            FirstDay = request.DateRange?.Start, LastDay = request.DateRange?.End, ByCreation = request.DateRange?.Field == "created",
            Ids = request.Ids is { } ids ? string.Join(',', ids.Distinct().Select(id => id.ToString(CultureInfo.InvariantCulture))) : null,
            Resend = (mode != PullMode.Incremental && !Pull.IsBySchedule(trigger)) || request.History, Force = request.Force, History = request.History, Trigger = trigger, Reason = request.Reason, AskedBy = askedBy,
            StartedAt = clock.GetUtcNow(), DueAt = clock.GetUtcNow(),
        };
        var until = mode is PullMode.Incremental or PullMode.Full ? await book.WatermarkAsync(store, entity, connected, cancel) : null;
        pull.From = until;
        if (mode == PullMode.Incremental && !request.History) // an import of history reads from the beginning
        {
            pull.Resend |= until is null; // never read for one of them: it holds nothing yet
            pull.Cursor = until - TimeSpan.FromMinutes(sync.Value.OverlapMinutes);
        }
        return pull;
    }

    private async Task<string> StoreAsync(string tenant, string? storeId, CancellationToken cancel)
    {
        var stores = (await credentials.ActiveAsync("woocommerce", cancel)).Where(store => store.TenantId == tenant).Select(store => store.Id).Order(StringComparer.Ordinal).ToList();
        if (storeId is not null)
            return stores.Contains(storeId) ? storeId : throw new NotPossibleException("store_id", stores.Count == 0
                ? $"Tenant {tenant} has no active WooCommerce credential."
                : $"Tenant {tenant} has no active WooCommerce credential {storeId}; it has {string.Join(", ", stores)}.");
        return stores.Count switch
        {
            1 => stores[0],
            0 => throw new NotPossibleException("tenant_id", $"Tenant {tenant} has no active WooCommerce credential."),
            _ => throw new NotPossibleException("store_id", $"Tenant {tenant} has several stores; name one of {string.Join(", ", stores)}."),
        };
    }
}

/// <summary>A request that is well-formed and cannot be done.</summary>
public sealed class NotPossibleException(string field, string message) : Exception(message)
{
    /// <summary>The field that it is about.</summary>
    public string Field { get; } = field;
}
