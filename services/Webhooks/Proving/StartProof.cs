using Contracts;
using Hosting.Secrets;
using Microsoft.Extensions.Options;
using Webhooks.Pulling;
using Webhooks.Requesting;

namespace Webhooks.Proving;

/// <summary>Starts proofs; one is on disk then.</summary>
public sealed class StartProof(CredentialsClient credentials, Accounts accounts, ProofBook book, IOptions<ProofOptions> options, TimeProvider clock)
{
    /// <summary>Begins what somebody asked for.</summary>
    /// <exception cref="NotPossibleException">A store or target is missing; the message names the field.</exception>
    /// <exception cref="CredentialsUnavailableException">Credentials cannot be asked.</exception>
    public async Task<Proof> BeginAsync(CompletenessRequest request, CancellationToken cancel)
    {
        var all = await credentials.ActiveAsync("woocommerce", cancel);
        // A store says itself whose it is.
        var tenant = request.TenantId ?? all.FirstOrDefault(store => store.Id == request.StoreId)?.TenantId ?? StartRun.DefaultTenant;
        var stores = all.Where(store => store.TenantId == tenant && (request.StoreId is null || store.Id == request.StoreId)).ToList();
        if (stores.Count != 1)
            throw new NotPossibleException(stores.Count == 0 && request.StoreId is null ? "tenant_id" : "store_id", stores.Count == 0
                ? $"Tenant {tenant} has no active WooCommerce credential{(request.StoreId is { } id ? $" {id}" : "")}."
                : $"Tenant {tenant} has several stores; name one of {string.Join(", ", stores.Select(store => store.Id).Order(StringComparer.Ordinal))}.");
        var connected = await accounts.OfAsync(tenant, request.Target, cancel);
        if (connected.Count == 0)
            throw new NotPossibleException("target", $"Tenant {tenant} has no active {request.Target ?? "target"} credential. Connect QuickBooks or Supabase first.");
        var proof = New(stores[0], [.. connected.Select(one => one.Target)], "api", request.Start!.Value, request.End!.Value);
        proof.Target = request.Target;
        if (request.Entities is { Count: > 0 } entities) proof.Entities = string.Join(',', Contracts.Entities.All.Where(entities.Contains));
        await book.AddAsync(proof, cancel);
        return proof;
    }

    /// <summary>Begins a nightly one, of the days before.</summary>
    public async Task NightlyAsync(ActiveCredential store, DateOnly night, CancellationToken cancel)
    {
        var connected = await accounts.OfAsync(store.TenantId, null, cancel);
        if (connected.Count == 0) return;
        var proof = New(store, [.. connected.Select(one => one.Target)], "nightly", night.AddDays(-options.Value.Days), night.AddDays(-1));
        proof.NightOf = night;
        await book.AddAsync(proof, cancel);
    }

    private Proof New(ActiveCredential store, IReadOnlyList<string> targets, string trigger, DateOnly first, DateOnly last)
    {
        var now = clock.GetUtcNow();
        return new Proof
        {
            ProofId = Guid.CreateVersion7(now), TenantId = store.TenantId, StoreId = store.Id, Targets = string.Join(',', targets), Entities = string.Join(',', Entities.All),
            FirstDay = first, LastDay = last, Trigger = trigger, State = ProofState.Running, StartedAt = now, DueAt = now,
        };
    }
}
