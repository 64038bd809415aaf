using Hosting.Secrets;
using Hosting.Settings;
using Microsoft.Extensions.Options;

namespace Webhooks.Pulling;

/// <summary>Which accounts a tenant's records go to.</summary>
public sealed class Accounts(CredentialsClient credentials, IOptions<SyncOptions> sync)
{
    /// <summary>One account per connected target.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="only">Only this target; null for all.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CredentialsUnavailableException">Credentials cannot be asked.</exception>
    public async Task<IReadOnlyList<(string Target, string Account)>> OfAsync(string tenantId, string? only, CancellationToken cancel)
    {
        var accounts = new List<(string, string)>();
        foreach (var target in sync.Value.TargetList().Where(target => only is null || target == only))
            if (await credentials.TargetAsync(tenantId, target, cancel) is { } credential) accounts.Add((target, Name(credential)));
        return accounts;
    }

    // What makes two connections the same account: the company, or the project's address.
    private static string Name(ActiveCredential credential) => credential.FieldOrNull("realm_id") ?? credential.FieldOrNull("project_url") ?? credential.Id;
}
