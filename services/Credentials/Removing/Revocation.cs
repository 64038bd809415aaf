using Credentials.Entering;
using Credentials.Fields;
using Credentials.Refreshing;
using Credentials.Sealing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Removing;

/// <summary>Withdraws a company's consent at Intuit, after the tokens are out of use here. What cannot be withdrawn is said, and stops nothing.</summary>
internal sealed class Revocation(IDbContextFactory<CredentialsDb> databases, Vault vault, IntuitTokens intuit, TimeProvider clock, ILogger<Revocation> log)
{
    /// <summary>How long Intuit may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private const string ByHand = "In QuickBooks, under Apps, the app can be disconnected by hand; else the consent ends by itself, after 100 days without use at the latest.";

    /// <summary>Withdraws what <paramref name="row"/>, as it was read before its tokens were taken out, stands for.</summary>
    public async Task<Revoked> RevokeAsync(IntegrationCredential row)
    {
        if (row is not { Platform: Platforms.QuickBooks, OauthTokensEncrypted: not null }) return Revoked.Nothing;
        // Intuit withdraws the app's consent for the company: not while another credential lives on it.
        if (await OtherAsync(row) is { } other)
            return new(false, $"The consent was not withdrawn at Intuit, because credential '{other}' is connected to the same company {row.RealmId}.");
        try
        {
            using var limit = new CancellationTokenSource(Limit, clock);
            if (await intuit.RevokeAsync(IntuitApp.Of(FieldColumns.Get(vault, row)), vault.Tokens(row)!.RefreshToken, limit.Token))
                return new(true, "Intuit confirmed that the consent is withdrawn.");
            return Failed(row, "Intuit did not confirm it");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or UnreadableException)
        {
            return Failed(row, e.Message.TrimEnd('.'));
        }
    }

    private Revoked Failed(IntegrationCredential row, string why)
    {
        log.LogWarning("QuickBooks credential {Credential}: its tokens are out of use here; consent was not withdrawn: {Message}", row.Id, why);
        return new(false, $"The tokens are out of use here, but the consent was not withdrawn at Intuit: {why}. {ByHand}");
    }

    private async Task<string?> OtherAsync(IntegrationCredential row)
    {
        await using var database = await databases.CreateDbContextAsync();
        return await database.Credentials
            .Where(c => c.Platform == Platforms.QuickBooks && c.RealmId == row.RealmId && c.Id != row.Id && c.OauthTokensEncrypted != null)
            .Select(c => c.Id).FirstOrDefaultAsync();
    }
}

/// <summary>What became of the consent.</summary>
/// <param name="Done">Nothing of it is left at Intuit, as far as can be known.</param>
/// <param name="Message">In words.</param>
internal sealed record Revoked(bool Done, string Message)
{
    /// <summary>No company was connected.</summary>
    public static readonly Revoked Nothing = new(true, "No QuickBooks company was connected; there was nothing to withdraw.");
}
