using Credentials.Announcing;
using Credentials.Entering;
using Credentials.Fields;
using Credentials.Refreshing;
using Credentials.Refusing;
using Credentials.Sealing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Removing;

/// <summary>Takes a credential away, and QuickBooks' consent with it.</summary>
internal sealed class CredentialRemoval(
    IDbContextFactory<CredentialsDb> databases, Vault vault, IntuitTokens intuit, ChangeAnnouncer announcer, TimeProvider clock, ILogger<CredentialRemoval> log)
{
    /// <summary>How long Intuit may take to withdraw the consent.</summary>
    public static readonly TimeSpan RevokeLimit = TimeSpan.FromSeconds(5);

    /// <exception cref="Refusal">It is not there.</exception>
    public async Task RemoveAsync(string id, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await database.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) ?? throw Refusals.Missing(id);
        if (await database.Credentials.Where(c => c.Id == id).ExecuteDeleteAsync(cancel) == 0) throw Refusals.Missing(id);
        announcer.Announce(row);
        if (row is not { Platform: Platforms.QuickBooks, OauthTokensEncrypted: not null }) return;
        // Intuit withdraws the app's consent for the company: not while another credential lives on it.
        if (!await database.Credentials.AnyAsync(c => c.Platform == Platforms.QuickBooks && c.RealmId == row.RealmId, cancel)) await RevokeAsync(row);
    }

    // The credential is gone whatever Intuit says: consent that is not withdrawn ends by itself, and the company's page lists the app.
    private async Task RevokeAsync(IntegrationCredential row)
    {
        try
        {
            using var limit = new CancellationTokenSource(RevokeLimit, clock);
            var revoked = await intuit.RevokeAsync(IntuitApp.Of(FieldColumns.Get(vault, row)), vault.Tokens(row)!.RefreshToken, limit.Token);
            if (!revoked) log.LogWarning("QuickBooks credential {Credential} was deleted; Intuit did not confirm that consent is withdrawn", row.Id);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or UnreadableException)
        {
            log.LogWarning("QuickBooks credential {Credential} was deleted; consent was not withdrawn: {Message}", row.Id, e.Message);
        }
    }
}
