using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Credentials.Announcing;
using Credentials.Entering;
using Credentials.Fields;
using Credentials.Refreshing;
using Credentials.Refusing;
using Credentials.Sealing;
using Credentials.Storing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Credentials.Connecting;

/// <summary>
/// A person lets the app into a QuickBooks company: OAuth 2.0's authorization code grant. The state that goes out and must come back is
/// random, serves once and ends after 10 minutes; only its hash is kept.
/// </summary>
internal sealed class Consent(
    IDbContextFactory<CredentialsDb> databases, Vault vault, IntuitTokens intuit, IOptions<IntuitOptions> options, ChangeAnnouncer announcer, TimeProvider clock)
{
    public static readonly TimeSpan StateLivesFor = TimeSpan.FromMinutes(10);

    /// <summary>How long a consent lasts where Intuit does not say.</summary>
    private const int YearsOfConsent = 5;

    private const string Scope = "com.intuit.quickbooks.accounting";

    /// <summary>Intuit's page to send the person to.</summary>
    public async Task<string> BeginAsync(string credentialId, string redirectUri, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await RowAsync(credentialId, cancel);
        if (row.Platform != Platforms.QuickBooks) throw Refusals.TypeMismatch(credentialId, row.Platform, Platforms.QuickBooks);
        var app = App(row);
        var state = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        await database.ConsentRequests.Where(c => c.ExpiresAt < now).ExecuteDeleteAsync(cancel);
        database.ConsentRequests.Add(new() { StateHash = Hash(state), CredentialId = credentialId, RedirectUri = redirectUri, ExpiresAt = now + StateLivesFor });
        await database.SaveChangesAsync(cancel);
        return QueryHelpers.AddQueryString(options.Value.AuthorizeUrl, new Dictionary<string, string?>
        {
            ["client_id"] = app.ClientId, ["response_type"] = "code", ["scope"] = Scope, ["redirect_uri"] = redirectUri, ["state"] = state,
        });
    }

    /// <summary>Takes what Intuit sent the browser back with, and stores the tokens of the company.</summary>
    public async Task<IntegrationCredential> FinishAsync(string? state, string? code, string? realmId, string? error, CancellationToken cancel)
    {
        var request = await TakeAsync(state, cancel);
        if (error is not null) throw Refusals.ConsentRefused(error == "access_denied" ? "it was declined." : $"{new string([.. error.Where(char.IsAsciiLetterOrDigit).Take(40)])}.");
        if (string.IsNullOrEmpty(code)) throw Refusals.ConsentRefused("code is missing.");
        if (realmId is not { Length: > 0 } realm || FieldChecks.Realm(realm) is not null) throw Refusals.ConsentRefused("realmId is missing or not digits.");

        var row = await RowAsync(request.CredentialId, cancel);
        RefuseOther(row, realm); // before the code is used: it then brings no tokens that nobody keeps
        var app = App(row);
        // Once the code is sent the answer holds the only tokens: a browser that goes away must not lose them.
        return await intuit.ExchangeAsync(app, code, request.RedirectUri, CancellationToken.None) switch
        {
            TokenAnswer.Granted { RefreshToken: { } refresh } granted => await StoreAsync(request.CredentialId, realm, granted, refresh),
            TokenAnswer.GrantRefused => throw Refusals.ConsentRefused("the code was used before, is too old, or QuickBooks:RedirectUrl is not the one on the app's page (invalid_grant)."),
            TokenAnswer.ClientRefused => throw Refusals.ClientRefused(request.CredentialId),
            _ => throw Refusals.ConsentRefused("the answer held no refresh token."),
        };
    }

    private async Task<ConsentRequest> TakeAsync(string? state, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(state)) throw Refusals.StateUnknown();
        var hash = Hash(state);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var request = await database.ConsentRequests.AsNoTracking().SingleOrDefaultAsync(c => c.StateHash == hash, cancel);
        // Of two that bring the same state at once, the one that deletes it goes on.
        if (request is null || await database.ConsentRequests.Where(c => c.StateHash == hash).ExecuteDeleteAsync(cancel) == 0) throw Refusals.StateUnknown();
        return request.ExpiresAt > clock.GetUtcNow() ? request : throw Refusals.StateUnknown();
    }

    private async Task<IntegrationCredential> StoreAsync(string credentialId, string realm, TokenAnswer.Granted granted, string refreshToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var database = await databases.CreateDbContextAsync();
            var row = await database.Credentials.SingleOrDefaultAsync(c => c.Id == credentialId) ?? throw Refusals.Missing(credentialId);
            var state = await database.TokenStates.SingleAsync(s => s.CredentialId == credentialId);
            var now = clock.GetUtcNow();
            RefuseOther(row, realm);
            Connection.Connect(vault, row, state, granted.After(refreshToken), realm, now);
            await OtherAccounts.RefuseAsync(database, row, CancellationToken.None);
            state.RefreshTokenExpiresAt = granted.RefreshTokenExpiresAt;
            state.ConsentEndsAt = granted.ConsentEndsAt ?? now.AddYears(YearsOfConsent);
            row.Touch(now);
            try
            {
                await database.SaveChangesAsync();
                announcer.Announce(row);
                return row;
            }
            catch (DbUpdateException) when (attempt < 5)
            {
                // A refresh or a PUT came between; consent is the newest word and is laid over it.
            }
        }
    }

    private static void RefuseOther(IntegrationCredential row, string realm)
    {
        if (row.RealmId is { } has && has != realm) throw Refusals.OtherRealm(row.Id, has, realm);
    }

    private async Task<IntegrationCredential> RowAsync(string credentialId, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.Id == credentialId, cancel) ?? throw Refusals.Missing(credentialId);
    }

    private IntuitApp App(IntegrationCredential row)
    {
        try
        {
            return IntuitApp.Of(FieldColumns.Get(vault, row));
        }
        catch (UnreadableException e)
        {
            throw Refusals.Unreadable(row.Id, e);
        }
    }

    private static string Hash(string state) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)));
}
