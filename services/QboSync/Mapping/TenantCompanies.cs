using Hosting.Secrets;
using QboSync.Storage;
using QboSync.Talking;
using Syncing;

namespace QboSync.Mapping;

/// <summary>Which company a tenant is connected to, and which stores book in it. A tenant has one company at most.</summary>
public sealed class TenantCompanies(TargetAccounts<QboSyncDb> accounts, QuickBooksClient client, CredentialsClient credentials)
{
    /// <summary>The tenant of whoever names none.</summary>
    public const string DefaultTenant = "default-tenant";

    /// <summary>The tenant's company; null where none is connected.</summary>
    /// <exception cref="CredentialsUnavailableException">Credentials cannot be asked.</exception>
    public async Task<TenantCompany?> FindAsync(string? tenantId, CancellationToken cancel) =>
        (await accounts.ConnectedAsync(cancel)).FirstOrDefault(account => account.Credential.TenantId == (tenantId ?? DefaultTenant)) is { } account
            ? new TenantCompany(account, client.Open(account))
            : null;

    /// <summary>Ids of the tenant's stores.</summary>
    /// <exception cref="CredentialsUnavailableException">Credentials cannot be asked.</exception>
    public async Task<IReadOnlyList<string>> StoresAsync(string tenantId, CancellationToken cancel) =>
        [.. (await credentials.ActiveAsync("woocommerce", cancel)).Where(store => store.TenantId == tenantId).Select(store => store.Id).Order(StringComparer.Ordinal)];

    /// <summary>The answer where a tenant has no company.</summary>
    public static IResult NotConnected(string? tenantId) => Results.Problem(
        $"The tenant {tenantId ?? DefaultTenant} has no QuickBooks company. Enter a credential of platform quickbooks and connect it (/api/credentials/quickbooks/connect), then ask again.",
        statusCode: 404, title: "No company is connected");
}
