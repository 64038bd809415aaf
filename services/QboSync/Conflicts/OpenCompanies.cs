using QboSync.Storage;
using QboSync.Talking;
using Syncing;
using Syncing.Working;

namespace QboSync.Conflicts;

/// <summary>Opens connected companies by their <c>realm_id</c>.</summary>
public sealed class OpenCompanies(TargetAccounts<QboSyncDb> accounts, QuickBooksClient client)
{
    /// <summary>The company.</summary>
    /// <exception cref="FaultException">It is not connected now.</exception>
    public async Task<QuickBooksCompany> OpenAsync(string realm, CancellationToken cancel) =>
        (await accounts.ConnectedAsync(cancel)).FirstOrDefault(account => account.Account == realm) is { } found
            ? client.Open(found)
            : throw new FaultException(FaultKind.Unauthorised, "not_connected", $"The QuickBooks company {realm} is not connected. Nothing was done. Connect it, then try again.");
}
