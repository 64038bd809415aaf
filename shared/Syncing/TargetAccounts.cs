using Hosting.Secrets;
using Syncing.Ledger;
using Syncing.Working;

namespace Syncing;

/// <summary>The accounts that a target is connected to now, one per tenant at most.</summary>
public sealed class TargetAccounts<TDb>(CredentialsClient credentials, TargetSettings<TDb> settings) where TDb : LedgerDb
{
    /// <summary>All connected accounts.</summary>
    /// <exception cref="CredentialsUnavailableException">Credentials cannot be asked.</exception>
    public async Task<IReadOnlyList<TargetAccount>> ConnectedAsync(CancellationToken cancel) =>
        [.. (await credentials.ActiveAsync(settings.Target, cancel)).Select(credential => new TargetAccount(AccountOf(credential), credential))];

    /// <summary>What makes two connections the same account: the company, or the project's host.</summary>
    public static string AccountOf(ActiveCredential credential) => credential.Platform switch
    {
        "quickbooks" => credential.Field("realm_id"),
        "supabase" => new Uri(credential.Field("project_url")) is var url && url.IsDefaultPort ? url.Host : url.Authority,
        _ => credential.Id,
    };
}
